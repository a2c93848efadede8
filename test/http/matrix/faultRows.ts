import type { ServerResponse } from 'node:http';
import type { FaultsInput } from '../../../src/emulator';
import { NOW } from '../../support/fakes';
import { answer } from './bodies';
import type { Operation } from './operations';
import type { Front, Trouble, World } from './world';

type Fault = NonNullable<FaultsInput['queue']>[number];

/** Something that goes wrong, for any operation. */
export interface FaultRow {
  readonly name: string;
  readonly trouble: (operation: Operation, world: World) => Trouble;
}

/** Longer than any test runs; the emulator gives up on it when it is stopped. */
const NEVER_MS = 600_000;
/** How long what never comes is waited for; longer where the test needs it to have arrived. */
const SOON_MS = 25;
const ARRIVED_MS = 1000;
const DATE_IN_5_S = new Date(NOW + 5000).toUTCString();

const all = (name: string, trouble: Trouble): FaultRow => ({ name, trouble: () => trouble });

/** The operation's request meets this fault of the emulator's queue, once or always. */
function queued(name: string, fault: Fault): FaultRow {
  return { name, trouble: ({ method }) => ({ faults: { queue: [{ match: { method }, ...fault }] } }) };
}

const always = (name: string, fault: Fault): FaultRow => queued(`${name}, always`, { ...fault, times: 1000 });

/** The operation's request gets this answer, always, from the server in front. */
function front(name: string, handle: Front['handle']): FaultRow {
  return { name, trouble: ({ method }) => ({ front: { method, handle } }) };
}

const answers = (
  name: string,
  status: number,
  text: string,
  headers: Readonly<Record<string, string | readonly string[]>> = { 'content-type': 'application/json' },
): FaultRow =>
  front(name, (_request, response) => {
    answer(response, status, text, headers);
  });

const raw = (name: string, text: string): FaultRow =>
  front(name, (_request, response: ServerResponse) => response.socket?.end(text, 'latin1'));

/** Every kind of fault that the emulator has. */
export const EMULATOR_FAULTS: readonly FaultRow[] = [
  all('none', {}),
  all('latency', { faults: { latencyMs: 1 } }),
  all('latency beyond the time limit', { faults: { latencyMs: NEVER_MS }, hangs: { timeoutMs: SOON_MS } }),
  all('1 request per second', { faults: { ratePerSecond: 1 } }),
  all('1 request per second, this second’s is used', { faults: { ratePerSecond: 1 }, first: useUpTheRate }),
  all('retired', { faults: { retired: true } }),
  all('somebody changes it first', { first: somebodyChangesIt }),
  all('somebody deletes it first', { first: somebodyDeletesIt }),

  ...[200, 201, 202, 204, 205].map((status) => queued(`status ${status}`, { status })),
  ...[300, 304].map((status) => queued(`status ${status}`, { status })),
  queued('status 500, once', { status: 500 }),
  queued('code alone', { code: 'theCode' }),
  queued('message alone', { message: 'No.' }),

  queued('retryAfter 7', { retryAfter: 7 }),
  queued('retryAfter 7, twice', { retryAfter: 7, times: 2 }),
  always('retryAfter 0', { retryAfter: 0 }),
  queued('retryAfter 300', { retryAfter: 300 }),
  queued('retryAfter 301', { retryAfter: 301 }),
  queued('retryAfter, a date', { retryAfter: DATE_IN_5_S }),
  queued('retryAfter, a date that is past', { retryAfter: 'Wed, 21 Oct 2015 07:28:00 GMT' }),
  queued('retryAfter, a date in 9999', { retryAfter: 'Fri, 31 Dec 9999 23:59:59 GMT' }),
  queued('retryAfter, a day', { retryAfter: 86_400 }),
  queued('retryAfter, centuries', { retryAfter: 99_999_999_999 }),
  queued('retryAfter, 400 digits', { retryAfter: '9'.repeat(400) }),
  ...['-5', '1.5', '7 s', 'soon', '2025-05-01T10:20:35Z'].map((retryAfter) =>
    queued(`retryAfter "${retryAfter}"`, { retryAfter }),
  ),
  queued('503, retryAfter 7', { status: 503, retryAfter: 7 }),
  queued('503, retryAfter "soon"', { status: 503, retryAfter: 'soon' }),
  queued('409, retryAfter 120', { status: 409, retryAfter: 120 }),
  queued('202, retryAfter 7', { status: 202, retryAfter: 7 }),

  queued('delay', { delayMs: 1 }),
  {
    name: 'delay beyond the time limit',
    trouble: ({ method }) => ({
      faults: { queue: [{ match: { method }, delayMs: NEVER_MS }] },
      hangs: { method, timeoutMs: SOON_MS },
    }),
  },

  queued('cut before', { cut: 'before' }),
  queued('cut before, status 500', { cut: 'before', status: 500 }),
  queued('cut afterApply', { cut: 'afterApply' }),
  queued('cut afterApply, status 412', { cut: 'afterApply', status: 412 }),
  queued('cut midBody', { cut: 'midBody' }),
  queued('cut midBody, status 200', { cut: 'midBody', status: 200 }),
  ...[401, 404, 412, 429, 500].map((status) =>
    queued(`cut midBody, status ${status}`, { cut: 'midBody', status }),
  ),

  ...(['html', 'empty', 'garbage'] as const).flatMap((body) => [
    queued(`body ${body}`, { body }),
    queued(`body ${body}, status 202`, { body, status: 202 }),
    queued(`body ${body}, status 412`, { body, status: 412 }),
    queued(`body ${body}, retryAfter 7`, { body, retryAfter: 7 }),
    queued(`body ${body}, cut midBody`, { body, cut: 'midBody' }),
  ]),

  ...[undefined, 301, 302, 303, 308].map((status) => ({
    name: `redirect${status === undefined ? '' : `, status ${status}`}`,
    trouble: ({ method }: Operation, { elsewhere }: World): Trouble => ({
      faults: {
        queue: [
          {
            match: { method },
            redirect: `${elsewhere.origin}/sign-in`,
            ...(status !== undefined && { status }),
          },
        ],
      },
    }),
  })),
];

const ENTITY = { id: 'i', externalAppointmentId: 'ext-2', settings: null };

/** What networks and proxies do besides. */
export const OTHER_FAULTS: readonly FaultRow[] = [
  front('nobody listens', 'refuse'),
  {
    name: 'applied, and never answered',
    trouble: ({ method }) => ({
      front: { method, handle: 'applyAndHang' },
      hangs: { method, timeoutMs: method === 'GET' ? SOON_MS : ARRIVED_MS },
    }),
  },
  front('closed at once', (_request, response) => response.destroy()),
  raw('not HTTP', 'what?\r\n\r\n'),
  raw(
    'early hints first',
    'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n',
  ),
  raw('status 999', 'HTTP/1.1 999 What\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'),
  raw('status 600', 'HTTP/1.1 600 What\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'),
  raw('chunks that are none', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n'),
  raw('headers and nothing else', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n'),
  answers('a body said to be gzip', 200, '{}', { 'content-encoding': 'gzip' }),
  answers('an entity without a tag', 200, JSON.stringify(ENTITY)),
  answers('an entity with its tag in the body', 200, JSON.stringify({ '@odata.etag': 'W/"b"', ...ENTITY })),
  answers('an entity in value', 200, JSON.stringify({ value: ENTITY }), { etag: 'W/"v"' }),
  answers('a tag that no header can hold', 200, JSON.stringify({ '@odata.etag': 'W/"\u20ac"', ...ENTITY })),
  answers('two tags', 200, JSON.stringify(ENTITY), { etag: ['W/"1"', 'W/"2"'] }),
  answers('an empty object', 200, '{}'),
  answers('a list', 200, '[]'),
  answers('a text', 200, '"yes"'),
  answers('null', 200, 'null'),
  answers('a byte order mark', 200, `\ufeff${JSON.stringify(ENTITY)}`, { etag: 'W/"m"' }),
  answers('white space', 200, ' \n'),
  answers('206 with an entity', 206, JSON.stringify(ENTITY), { etag: 'W/"p"' }),
  answers('an error in a 200', 200, '{"error":{"code":"c","message":"m"}}'),
  answers('a sign-in page', 200, '<html>Sign in, Canary Name</html>', { 'content-type': 'text/html' }),
  answers('two Retry-After', 429, '', { 'retry-after': ['7', '8'] }),
  answers(
    'a terminal sequence in the error',
    400,
    '{"error":{"code":"\\u001b[31mc","message":"a\\r\\nb\\u0007"}}',
  ),
  answers('a token in the error', 400, '{"error":{"code":"c","message":"Bearer vappt-emulator-token.abc"}}'),
  answers('ids that are no ids', 500, '', {
    'request-id': 'canary@mail.example',
    'client-request-id': 'x\ty',
  }),
  ...[
    ['Meeting Id is corrupted.', 400],
    ['Invalid meeting id 19:meeting_x@thread.v2.', 400],
    ['Organizer Id mismatch User Id: x.', 404],
    ['No application access policy found for this app.', 403],
    ["Filter expression expected - /onlineMeetings?$filter={ParameterName} eq '{id}'.", 400],
    ['The If-Match header contains an invalid value.', 400],
    ['Unable to read JSON request payload.', 400],
    ['Empty Payload. JSON content expected.', 400],
    ['1026: An error has occurred.', 400],
    ["Resource not found for the segment 'onlineMeeting'.", 400],
  ].map(([message, status]) =>
    answers(`${status}: ${message}`, Number(status), JSON.stringify({ error: { code: '', message } })),
  ),
];

async function useUpTheRate({ emulator, token }: World): Promise<void> {
  await fetch(`${emulator.origin}/beta/me/onlineMeetings`, { headers: { authorization: `Bearer ${token}` } });
}

async function somebodyChangesIt({ emulator }: World): Promise<void> {
  emulator.touch({ changes: { externalAppointmentUrl: null } });
  await Promise.resolve();
}

async function somebodyDeletesIt({ emulator }: World): Promise<void> {
  const state = emulator.state();
  emulator.replaceState({
    ...state,
    meetings: state.meetings.map((each) => ({ ...each, appointment: null })),
  });
  await Promise.resolve();
}
