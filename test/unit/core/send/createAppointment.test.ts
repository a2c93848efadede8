import assert from 'node:assert/strict';
import { CancelledError, NetworkError, SignInNeededError } from '../../../../src/core/errors';
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
const LOST = new NetworkError('maybeSent', 'ECONNRESET');

interface Expected extends Effects {
  readonly outcome: object;
  readonly etagNow: string | null;
}

const created = (readBack: object) => ({ kind: 'updated', created: true, readBack });

describe('createAppointment', () => {
  const CASES: readonly (readonly [name: string, scene: Scene, expected: Expected])[] = [
    [
      'created, and read to get its tag',
      { known: STALE, server: [answer(201, CREATED), answer(200, CREATED, { etag: 'W/"1"' })] },
      {
        outcome: created({ kind: 'asSent' }),
        etagNow: 'W/"1"',
        requests: ['PUT', 'GET'],
        known: { base: { etag: 'W/"1"', appointment: CREATED, readAt: NOW } },
      },
    ],
    [
      'created, and the server shows something else: nothing is stored',
      {
        known: STALE,
        server: [
          answer(201, CREATED),
          answer(200, { ...CREATED, externalAppointmentId: 'x' }, { etag: 'W/"1"' }),
        ],
      },
      {
        outcome: created({ kind: 'different', paths: ['externalAppointmentId'] }),
        etagNow: 'W/"1"',
        requests: ['PUT', 'GET'],
        known: undefined,
      },
    ],
    [
      'created, and the read fails: the base of before is gone',
      { known: STALE, server: [answer(201, CREATED), LOST] },
      { outcome: created({ kind: 'failed' }), etagNow: null, requests: ['PUT', 'GET'], known: undefined },
    ],
    [
      '412',
      { known: STALE, server: [answer(412)] },
      {
        outcome: { kind: 'conflict', changes: { kind: 'noBase' } },
        etagNow: null,
        requests: ['PUT'],
        known: STALE,
      },
    ],
    [
      '409',
      { known: STALE, server: [answer(409, '', { 'retry-after': '300' })] },
      { outcome: { kind: 'rejected' }, etagNow: null, requests: ['PUT'], known: STALE },
    ],
    [
      'no such meeting',
      { server: [answer(404)] },
      { outcome: { kind: 'notFound' }, etagNow: null, requests: ['PUT'], known: undefined },
    ],
    [
      'lost answer: sent once',
      { known: STALE, server: [LOST] },
      {
        outcome: { kind: 'unknown', why: { kind: 'connectionLost', code: 'ECONNRESET' } },
        etagNow: null,
        requests: ['PUT'],
        known: STALE,
      },
    ],
    [
      'cancelled on its way',
      { server: [new CancelledError(true)] },
      {
        outcome: { kind: 'cancelled', requestSent: true },
        etagNow: null,
        requests: ['PUT'],
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
      server: [answer(404)],
      payload: '{"$user": "me", "a": null,}',
    });
    const { method, condition, etagSent, bodyBytes, properties } = record.request;
    assert.deepStrictEqual(
      { body: transport.requests[0]?.body, method, condition, etagSent, bodyBytes, properties },
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
