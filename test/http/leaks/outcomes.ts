import type { ServerResponse } from 'node:http';
import { isRecord } from '../../../src/core/graph/reply';
import { answer, type Handler, type Received } from '../../support/fakeEmulator';
import { MINE, SECRETS, THEIRS } from './canaries';

/** A server that repeats all that it has been sent, and more, wherever an answer has room for words. */
function gossip(request: Received): unknown {
  const words = [
    `Client ${MINE.displayName} <${MINE.emailAddress ?? ''}> ${MINE.smsCapablePhoneNumber ?? ''} is not known.`,
    `Sent with ${request.headers.authorization ?? ''};`,
    `refresh_token=${SECRETS['a refresh token'] ?? ''}&device_code=${SECRETS['a code for a device'] ?? ''}`,
  ].join(' ');
  const innerError = {
    code: words,
    message: words,
    'request-id': words,
    'client-request-id': words,
    date: words,
  };
  return { error: { code: words, message: words, innerError: { ...innerError, innerError } } };
}

/** Header values are ASCII. */
function headersWith({ headers }: Received): Record<string, string> {
  const words = `${headers.authorization ?? ''} ${MINE.emailAddress ?? ''} ${MINE.smsCapablePhoneNumber ?? ''}`;
  return { 'request-id': words, 'client-request-id': words, location: `https://evil.example/?code=${words}` };
}

type Answer = (request: Received, response: ServerResponse) => void;

const refusal =
  (status: number, more: Readonly<Record<string, string>> = {}): Answer =>
  (request, response) => {
    answer(response, status, gossip(request), { ...headersWith(request), ...more });
  };

/** What can become of a request, by name. */
export const OUTCOMES: Readonly<Record<string, Answer>> = {
  ok: ({ method, path }, response) => {
    if (path.includes('getVirtualAppointmentJoinWebUrl')) {
      answer(response, 200, { value: 'https://teams.example/join' });
    } else if (method === 'GET') {
      answer(response, 200, APPOINTMENT, { etag: 'W/"A=="' });
    } else answer(response, method === 'PUT' ? 201 : 204);
  },
  '400': refusal(400),
  '401': refusal(401, { 'www-authenticate': 'Bearer realm="", error="invalid_token"' }),
  '401 with a claims challenge': refusal(401, {
    'www-authenticate': `Bearer error="insufficient_claims", claims="${btoa('{"access_token":{}}')}"`,
  }),
  '403': refusal(403),
  '404': refusal(404),
  '409': refusal(409),
  '412': refusal(412),
  '429': refusal(429, { 'retry-after': '1000' }),
  '500': refusal(500),
  '503': refusal(503),
  'a redirect': refusal(302),
  'a page': (request, response) => {
    answer(response, 502, `<html>${JSON.stringify(gossip(request))}</html>`, { 'content-type': 'text/html' });
  },
  'no JSON': (request, response) => {
    answer(response, 200, `{"x": ${JSON.stringify(gossip(request)).slice(0, -9)}`);
  },
  'a lost answer': (_request, response) => {
    response.destroy();
  },
};

const APPOINTMENT = {
  id: 'i',
  externalAppointmentId: 'theirs',
  appointmentClients: [THEIRS],
  settings: { allowClientToJoinUsingBrowser: true },
};

/** Answers writes alone, or all that Graph is asked, with an outcome; a batch as each of its parts. */
export function handlerFor(outcome: Answer, scope: 'writes' | 'all'): Handler {
  const one: Answer = (request, response) => {
    const isMeant = scope === 'all' || request.method !== 'GET';
    (isMeant ? outcome : (OUTCOMES['ok'] ?? outcome))(request, response);
  };
  return (request, response) => {
    if (!request.path.endsWith('/$batch')) one(request, response);
    else answerBatch(request, response, one);
  };
}

function answerBatch(request: Received, response: ServerResponse, one: Answer): void {
  const { requests } = JSON.parse(request.body) as {
    requests: { id: string; method: string; url: string }[];
  };
  const responses: unknown[] = [];
  for (const { id, method, url } of requests) {
    const part: { status: number; headers: object; body: unknown } = {
      status: 0,
      headers: {},
      body: undefined,
    };
    // What an answer would be given, written down instead.
    const recorder = {
      writeHead: (status: number, headers: object) => Object.assign(part, { status, headers }),
      end: (text?: string) => (part.body = jsonOrText(text)),
      destroy: () => (part.status = 0),
    };
    one({ ...request, method, path: url }, recorder as unknown as ServerResponse);
    if (part.status !== 0) responses.push({ id, ...part });
  }
  answer(response, 200, { responses });
}

function jsonOrText(text: string | undefined): unknown {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isRecord(value) ? value : text;
  } catch {
    return text;
  }
}
