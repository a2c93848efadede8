import assert from 'node:assert/strict';
import { CancelledError, NetworkError, SignInNeededError } from '../../../../src/core/errors';
import { readReply } from '../../../../src/core/graph/reply';
import { text } from '../../../../src/core/text';
import { NOW } from '../../../support/fakes';
import { answer } from '../../../support/scriptedTransport';
import { type Effects, playCreate, type Scene } from '../../../support/sending';

const CREATED = {
  id: '1',
  externalAppointmentId: 'new',
  appointmentClientJoinWebUrl: 'https://example.com/j',
};
const STALE = { base: { etag: 'W/"0"', appointment: { externalAppointmentId: 'deleted' }, readAt: NOW - 1 } };
const NONE = answer(404, { error: { code: 'NotFound', message: 'm' } });
const LOST = new NetworkError('maybeSent', 'ECONNRESET');

const LOST_WHY = { kind: 'connectionLost', code: 'ECONNRESET' };

interface Expected extends Effects {
  readonly outcome: object;
  readonly etagNow: string | null;
}

const created = (readBack: object) => ({ kind: 'updated', created: true, readBack });

describe('createAppointment', () => {
  const CASES: readonly (readonly [name: string, scene: Scene, expected: Expected])[] = [
    [
      'created, and read to get its tag',
      { known: STALE, server: [NONE, answer(201, CREATED), answer(200, CREATED, { etag: 'W/"1"' })] },
      {
        outcome: created({ kind: 'asSent' }),
        etagNow: 'W/"1"',
        requests: ['GET', 'PUT', 'GET'],
        known: { base: { etag: 'W/"1"', appointment: CREATED, readAt: NOW } },
      },
    ],
    [
      'created, and the server shows something else: nothing is stored',
      {
        known: STALE,
        server: [
          NONE,
          answer(201, CREATED),
          answer(200, { ...CREATED, externalAppointmentId: 'x' }, { etag: 'W/"1"' }),
        ],
      },
      {
        outcome: created({ kind: 'different', paths: ['externalAppointmentId'] }),
        etagNow: 'W/"1"',
        requests: ['GET', 'PUT', 'GET'],
        known: undefined,
      },
    ],
    [
      'created, and the read fails: the base of before is gone',
      { known: STALE, server: [NONE, answer(201, CREATED), LOST] },
      {
        outcome: created({ kind: 'failed' }),
        etagNow: null,
        requests: ['GET', 'PUT', 'GET'],
        known: undefined,
      },
    ],
    [
      '412',
      { known: STALE, server: [NONE, answer(412)] },
      {
        outcome: { kind: 'conflict', changes: { kind: 'noBase' } },
        etagNow: null,
        requests: ['GET', 'PUT'],
        known: STALE,
      },
    ],
    [
      '409',
      { known: STALE, server: [NONE, answer(409, '', { 'retry-after': '300' })] },
      { outcome: { kind: 'rejected' }, etagNow: null, requests: ['GET', 'PUT'], known: STALE },
    ],
    [
      'no such meeting',
      { server: [NONE, NONE] },
      {
        outcome: { kind: 'notFound', missing: 'meeting' },
        etagNow: null,
        requests: ['GET', 'PUT'],
        known: undefined,
      },
    ],
    [
      'there is one already: it is not replaced, and no tag of it is stored',
      { known: STALE, server: [answer(200, CREATED, { etag: 'W/"1"' })] },
      {
        outcome: {
          kind: 'invalid',
          reason: text('The meeting has an appointment already, so none was created.'),
          next: text('Send the payload to change it.'),
        },
        etagNow: 'W/"1"',
        requests: ['GET'],
        known: STALE,
      },
    ],
    [
      'nobody knows whether there is one: nothing is sent',
      { server: [answer(500)] },
      {
        outcome: { kind: 'unreachable', why: { kind: 'readFailed', reply: readReply(answer(500)) } },
        etagNow: null,
        requests: ['GET'],
        known: undefined,
      },
    ],
    [
      'lost answer, and it was created',
      { known: STALE, server: [NONE, LOST, answer(200, CREATED, { etag: 'W/"1"' })] },
      {
        outcome: { ...created({ kind: 'asSent' }), lostAnswer: LOST_WHY },
        etagNow: 'W/"1"',
        requests: ['GET', 'PUT', 'GET'],
        known: { base: { etag: 'W/"1"', appointment: CREATED, readAt: NOW } },
      },
    ],
    [
      'lost answer, and it was not created',
      { known: STALE, server: [NONE, LOST, NONE] },
      {
        outcome: { kind: 'notApplied', why: LOST_WHY, proof: 'nothingThere' },
        etagNow: null,
        requests: ['GET', 'PUT', 'GET'],
        known: STALE,
      },
    ],
    [
      'lost answer, and somebody else has created one',
      { server: [NONE, LOST, answer(200, { externalAppointmentId: 'x' }, { etag: 'W/"1"' })] },
      {
        outcome: { kind: 'unknown', why: LOST_WHY, readAgain: 'other' },
        etagNow: 'W/"1"',
        requests: ['GET', 'PUT', 'GET'],
        known: undefined,
      },
    ],
    [
      'lost answer, and the read is lost too',
      { known: STALE, server: [NONE, LOST, LOST] },
      {
        outcome: { kind: 'unknown', why: LOST_WHY, readAgain: 'failed' },
        etagNow: null,
        requests: ['GET', 'PUT', 'GET'],
        known: STALE,
      },
    ],
    [
      'cancelled on its way',
      { server: [NONE, new CancelledError(true)] },
      {
        outcome: { kind: 'cancelled', requestSent: true },
        etagNow: null,
        requests: ['GET', 'PUT'],
        known: undefined,
      },
    ],
    [
      'no token',
      { server: [], tokens: { getToken: () => Promise.reject(new SignInNeededError(text('No token.'))) } },
      {
        outcome: { kind: 'signInNeeded', reason: text('No token.') },
        etagNow: null,
        requests: [],
        known: undefined,
      },
    ],
  ];
  for (const [name, scene, expected] of CASES) {
    it(name, async () => {
      const { record, effects } = await playCreate(scene);
      const { outcome, etagNow } = record;
      assert.deepStrictEqual({ outcome, etagNow, ...effects }, expected);
    });
  }

  it('says what it sent', async () => {
    const { record, transport } = await playCreate({
      server: [NONE, NONE],
      payload: '{"$user": "me", "a": null,}',
    });
    const { method, condition, etagSent, bodyBytes, properties } = record.request;
    assert.deepStrictEqual(
      { body: transport.requests[1]?.body, method, condition, etagSent, bodyBytes, properties },
      {
        body: '{\n  "a": null\n}',
        method: 'PUT',
        condition: 'create',
        etagSent: null,
        bodyBytes: 15,
        properties: ['a'],
      },
    );
  });
});
