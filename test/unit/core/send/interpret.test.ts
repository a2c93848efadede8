import assert from 'node:assert/strict';
import {
  CancelledError,
  EmulatorUnavailableError,
  NetworkError,
  SignInNeededError,
} from '../../../../src/core/errors';
import { readReply } from '../../../../src/core/graph/reply';
import {
  interpretRead,
  interpretReadFailure,
  interpretWrite,
  interpretWriteFailure,
} from '../../../../src/core/send/interpret';
import { text } from '../../../../src/core/text';
import { answer } from '../../../support/scriptedTransport';

const NOT_ACCEPTED = { kind: 'signInNeeded', reason: text('The service did not accept the token.') };
const RETIRED = {
  error: { code: 'BadRequest', message: "Resource not found for the segment 'virtualAppointment'." },
};
const HTML = '<html>sign in to the network</html>';

type Headers = Readonly<Record<string, string>>;

describe('what an answer to a write means', () => {
  const CASES: readonly (readonly [
    name: string,
    status: number,
    body: unknown,
    headers: Headers,
    verdict: object,
  ])[] = [
    ['200', 200, { id: '1' }, {}, { kind: 'applied' }],
    ['201', 201, { id: '1' }, {}, { kind: 'applied' }],
    ['202', 202, '', {}, { kind: 'applied' }],
    ['204', 204, '', {}, { kind: 'applied' }],
    ['200 with a portal’s page', 200, HTML, {}, { kind: 'unknown', why: { kind: 'unreadableAnswer' } }],
    ['400', 400, { error: { code: 'BadRequest', message: 'm' } }, {}, { kind: 'rejected' }],
    ['400 without a body', 400, '', {}, { kind: 'rejected' }],
    ['400 with HTML', 400, HTML, {}, { kind: 'rejected' }],
    ['400 of the removed segment', 400, RETIRED, {}, { kind: 'retired' }],
    [
      'control: 400 of another segment',
      400,
      { error: { code: 'BadRequest', message: "Resource not found for the segment 'onlineMeeting'." } },
      {},
      { kind: 'rejected' },
    ],
    ['401', 401, '', {}, NOT_ACCEPTED],
    ['402', 402, '', {}, { kind: 'rejected' }],
    ['403', 403, '', {}, { kind: 'forbidden' }],
    ['404', 404, '', {}, { kind: 'notFound' }],
    ['404 that names the segment', 404, RETIRED, {}, { kind: 'notFound' }],
    ['405', 405, '', {}, { kind: 'rejected' }],
    ['409', 409, '', {}, { kind: 'rejected' }],
    ['410', 410, '', {}, { kind: 'retired' }],
    ['412', 412, '', {}, { kind: 'preconditionFailed' }],
    [
      '412 with any code',
      412,
      { error: { code: 'UnknownError', message: '' } },
      {},
      { kind: 'preconditionFailed' },
    ],
    ['412 with HTML', 412, HTML, {}, { kind: 'preconditionFailed' }],
    ['413', 413, '', {}, { kind: 'rejected' }],
    ['415', 415, '', {}, { kind: 'rejected' }],
    ['422', 422, '', {}, { kind: 'rejected' }],
    ['423', 423, '', {}, { kind: 'rejected' }],
    ['424', 424, '', {}, { kind: 'rejected' }],
    ['428', 428, '', {}, { kind: 'rejected' }],
    ['429', 429, '', {}, { kind: 'throttled' }],
    ['500', 500, '', {}, { kind: 'unknown', why: { kind: 'serverError' } }],
    ['502', 502, HTML, {}, { kind: 'unknown', why: { kind: 'serverError' } }],
    ['503', 503, '', {}, { kind: 'unknown', why: { kind: 'serverError' } }],
    ['503 that asks to wait', 503, '', { 'retry-after': '10' }, { kind: 'throttled' }],
    ['504', 504, '', { 'retry-after': '10' }, { kind: 'unknown', why: { kind: 'serverError' } }],
    ['507', 507, '', {}, { kind: 'unknown', why: { kind: 'serverError' } }],
    ['509', 509, '', {}, { kind: 'unknown', why: { kind: 'serverError' } }],
  ];
  for (const [name, status, body, headers, verdict] of CASES) {
    it(name, () => {
      assert.deepStrictEqual(interpretWrite(readReply(answer(status, body, headers))), verdict);
    });
  }

  it('a body cut short takes nothing away from a status that says "not done"', () => {
    const cut = (status: number) =>
      interpretWrite(readReply({ ...answer(status, '{"er'), cutShort: true })).kind;
    assert.deepStrictEqual([400, 403, 412, 429].map(cut), [
      'rejected',
      'forbidden',
      'preconditionFailed',
      'throttled',
    ]);
  });
});

describe('what an answer to a read means', () => {
  const read = (status: number, body: unknown = '', headers: Headers = {}) => {
    const verdict = interpretRead(readReply(answer(status, body, headers)));
    return verdict?.kind === 'unreachable' ? `unreachable ${verdict.why.kind}` : (verdict?.kind ?? 'read');
  };
  const CASES: readonly (readonly [name: string, kind: string, verdict: string])[] = [
    ['200', read(200, { id: '1' }), 'read'],
    ['200 with a portal’s page', read(200, HTML), 'unreachable readFailed'],
    ['204', read(204), 'unreachable readFailed'],
    ['400 of the removed segment', read(400, RETIRED), 'retired'],
    ['401', read(401), 'signInNeeded'],
    ['403', read(403), 'forbidden'],
    ['404', read(404), 'notFound'],
    ['410', read(410), 'retired'],
    ['412', read(412), 'rejected'],
    ['429', read(429), 'throttled'],
    ['500', read(500), 'unreachable readFailed'],
    ['503', read(503), 'unreachable readFailed'],
    ['503 that asks to wait', read(503, '', { 'retry-after': '1' }), 'throttled'],
  ];
  for (const [name, kind, verdict] of CASES) {
    it(name, () => {
      assert.equal(kind, verdict);
    });
  }
});

describe('what a call without an answer means', () => {
  const reason = text('why');
  const CASES: readonly (readonly [
    name: string,
    failure: Parameters<typeof interpretWriteFailure>[0],
    write: object,
    read: object,
  ])[] = [
    [
      'refused',
      new NetworkError('notSent', 'ECONNREFUSED'),
      { kind: 'unreachable', why: { kind: 'network', code: 'ECONNREFUSED' } },
      { kind: 'unreachable', why: { kind: 'network', code: 'ECONNREFUSED' } },
    ],
    [
      'connection lost',
      new NetworkError('maybeSent', 'ECONNRESET'),
      { kind: 'unknown', why: { kind: 'connectionLost', code: 'ECONNRESET' } },
      { kind: 'unreachable', why: { kind: 'readFailed', code: 'ECONNRESET' } },
    ],
    [
      'timeout',
      new NetworkError('maybeSent', 'TIMEOUT'),
      { kind: 'unknown', why: { kind: 'timeout' } },
      { kind: 'unreachable', why: { kind: 'readFailed', code: 'TIMEOUT' } },
    ],
    [
      'cancelled before it was sent',
      new CancelledError(false),
      { kind: 'cancelled', requestSent: false },
      { kind: 'cancelled', requestSent: false },
    ],
    [
      'cancelled on its way: a read changes nothing',
      new CancelledError(true),
      { kind: 'cancelled', requestSent: true },
      { kind: 'cancelled', requestSent: false },
    ],
    [
      'no token',
      new SignInNeededError(reason),
      { kind: 'signInNeeded', reason },
      { kind: 'signInNeeded', reason },
    ],
    [
      'no emulator',
      new EmulatorUnavailableError(reason),
      { kind: 'unreachable', why: { kind: 'emulator', reason } },
      { kind: 'unreachable', why: { kind: 'emulator', reason } },
    ],
  ];
  for (const [name, failure, write, read] of CASES) {
    it(name, () => {
      assert.deepStrictEqual(
        { write: interpretWriteFailure(failure), read: interpretReadFailure(failure) },
        { write, read },
      );
    });
  }
});
