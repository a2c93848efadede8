import type { ServerResponse } from 'node:http';
import type { FaultsInput } from '../../../src/emulator';
import type { Operation } from './operations';
import type { Trouble } from './world';

type Fault = NonNullable<FaultsInput['queue']>[number];

/** An answer's body: as the emulator makes it, or in full. */
export interface Body {
  readonly name: string;
  readonly fault?: Fault;
  readonly raw?: { readonly text: string; readonly type?: string; readonly cutShort?: true };
}

const MESSAGE = 'Refused for canary@mail.example, +12025550199.';
const IDS = {
  date: '2025-01-01T00:00:00',
  'request-id': '00000000-0000-0000-0000-000000000001',
  'client-request-id': '00000000-0000-0000-0000-000000000002',
};
const error = (members: object): { text: string } => ({ text: JSON.stringify({ error: members }) });

/** Every shape that graph-api.md 3, 4.1 and 9 know, and what else may come where an error is expected. */
const BODIES: readonly Body[] = [
  { name: 'innerError', fault: { code: 'theCode', message: MESSAGE } },
  { name: 'innererror', raw: error({ code: 'theCode', message: MESSAGE, innererror: IDS }) },
  {
    name: 'nested inner errors',
    raw: error({
      code: 'theCode',
      message: MESSAGE,
      innerError: {
        ...IDS,
        code: 'inner',
        message: 'm',
        innererror: { code: 'deeper', innerError: { code: 'deepest' } },
      },
    }),
  },
  {
    name: 'inner code and status as texts',
    raw: error({
      code: 'TooManyRequests',
      message: 'Please retry again later.',
      innerError: { code: '429', status: '429', message: 'Please retry after', ...IDS },
    }),
  },
  {
    name: 'inner code alone',
    raw: error({ code: 'notAllowed', message: MESSAGE, innerError: { code: 'preconditionFailed' } }),
  },
  { name: 'empty inner error', raw: error({ code: 'theCode', message: MESSAGE, innerError: {} }) },
  {
    name: 'target and details',
    raw: error({
      code: 'theCode',
      message: MESSAGE,
      target: 'settings',
      details: [{ code: 'd', message: 'canary@mail.example' }],
    }),
  },
  { name: 'empty code', fault: { code: '', message: MESSAGE } },
  { name: 'UnknownError, empty message', fault: { code: 'UnknownError', message: '' } },
  { name: 'empty error', raw: error({}) },
  { name: 'error is a text', raw: { text: '{"error":"invalid_grant","error_description":"no"}' } },
  { name: 'members of other types', raw: error({ code: 400, message: null, innerError: 'x' }) },
  { name: 'no error in it', raw: { text: '{"message":"no"}' } },
  { name: 'null', raw: { text: 'null' } },
  {
    name: 'segment not found',
    fault: { code: 'BadRequest', message: "Resource not found for the segment 'virtualAppointment'." },
  },
  { name: 'HTML page', fault: { body: 'html' } },
  { name: 'empty body', fault: { body: 'empty' } },
  { name: 'garbage', fault: { body: 'garbage' } },
  { name: 'cut short', fault: { code: 'theCode', message: MESSAGE, cut: 'midBody' } },
  {
    name: 'HTML page, cut short',
    raw: { text: '<html><body>Canary Name', type: 'text/html', cutShort: true },
  },
];

/** Fetch and send meet every body; the others read answers by the same code, and meet one of each kind. */
export function bodiesFor({ name }: Operation): readonly Body[] {
  if (name === 'fetch' || name === 'send') return BODIES;
  const kinds = [
    'innerError',
    'HTML page',
    'cut short',
    'segment not found',
    'nested inner errors',
    'empty body',
  ];
  const few = kinds.slice(0, name.startsWith('send-') ? 4 : 6);
  return BODIES.filter((body) => few.includes(body.name));
}

export interface Status {
  readonly status: number;
  readonly retryAfter?: number | string;
}

/** This status with this body, whenever the operation's request comes. */
export function troubleOf({ method }: Operation, { status, retryAfter }: Status, body: Body): Trouble {
  const { fault, raw } = body;
  if (raw === undefined) {
    const whole = { match: { method }, times: 1000, status, ...(retryAfter !== undefined && { retryAfter }) };
    return { faults: { queue: [{ ...whole, ...fault }] } };
  }
  const headers = {
    'content-type': raw.type ?? 'application/json',
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  };
  return {
    front: {
      method,
      handle: (_request, response) => {
        answer(response, status, raw.text, headers, raw.cutShort);
      },
    },
  };
}

export function answer(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string | readonly string[]>>,
  cutShort = false,
): void {
  if (!cutShort) {
    response.writeHead(status, headers as Record<string, string>).end(text);
    return;
  }
  response.writeHead(status, { ...headers, 'content-length': String(2 * Buffer.byteLength(text)) });
  response.write(text, () => response.destroy());
}
