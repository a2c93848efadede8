import assert from 'node:assert/strict';
import { CancelledError, NetworkError } from '../../../../src/core/errors';
import { readReply } from '../../../../src/core/graph/reply';
import { NOW } from '../../../support/fakes';
import { answer } from '../../../support/scriptedTransport';
import { type Effects, playFetch, type Scene } from '../../../support/sending';

const SHOWN = { id: '1', externalAppointmentId: 'x' };
const BASE = { etag: 'W/"2"', appointment: SHOWN, readAt: NOW };
const STALE = {
  base: { etag: 'W/"1"', appointment: {}, readAt: NOW - 1 },
  theirs: { etag: 'W/"2"', appointment: SHOWN, readAt: NOW - 1 },
};
const LIST = answer(200, '[]');

describe('fetchAppointment', () => {
  const CASES: readonly (readonly [name: string, scene: Scene, expected: Effects & { result: object }])[] = [
    [
      'read: it becomes the base, and nothing is stale any more',
      { known: STALE, server: [answer(200, SHOWN, { etag: 'W/"2"' })] },
      { result: { kind: 'read', base: BASE }, requests: ['GET'], known: { base: BASE } },
    ],
    [
      'wrapped in value',
      { server: [answer(200, { value: SHOWN }, { etag: 'W/"2"' })] },
      { result: { kind: 'read', base: BASE }, requests: ['GET'], known: { base: BASE } },
    ],
    [
      'no tag',
      { server: [answer(200, SHOWN)] },
      {
        result: { kind: 'read', base: { ...BASE, etag: null } },
        requests: ['GET'],
        known: { base: { ...BASE, etag: null } },
      },
    ],
    [
      'not found: what was known stays',
      { known: STALE, server: [answer(404)] },
      { result: { kind: 'notFound' }, requests: ['GET'], known: STALE },
    ],
    [
      'connection lost',
      { known: STALE, server: [new NetworkError('maybeSent', 'ECONNRESET')] },
      {
        result: { kind: 'unreachable', why: { kind: 'readFailed', code: 'ECONNRESET' } },
        requests: ['GET'],
        known: STALE,
      },
    ],
    [
      'cancelled',
      { known: STALE, server: [new CancelledError(true)] },
      { result: { kind: 'cancelled', requestSent: false }, requests: ['GET'], known: STALE },
    ],
    [
      'answer without an appointment',
      { known: STALE, server: [LIST] },
      {
        result: { kind: 'unreachable', why: { kind: 'readFailed', reply: readReply(LIST) } },
        requests: ['GET'],
        known: STALE,
      },
    ],
  ];
  for (const [name, scene, expected] of CASES) {
    it(name, async () => {
      const { record, effects } = await playFetch(scene);
      assert.deepStrictEqual({ result: record.result, ...effects }, expected);
    });
  }
});
