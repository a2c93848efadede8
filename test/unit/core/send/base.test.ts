import assert from 'node:assert/strict';
import { type KnownAppointment, lastReadAt, tagState, usableTag } from '../../../../src/core/send/base';
import { NOW } from '../../../support/fakes';

const BASE = { etag: 'W/"1"', appointment: {}, readAt: NOW - 60_000 };
const THEIRS = { etag: 'W/"2"', appointment: {}, readAt: NOW - 1000 };

describe('the state of a stored tag', () => {
  const CASES: readonly (readonly [
    name: string,
    known: KnownAppointment | undefined,
    state: object,
    tag: string | null,
  ])[] = [
    ['nothing is stored', undefined, { kind: 'unknown' }, null],
    ['read', { base: BASE }, { kind: 'fresh', etag: 'W/"1"', ageMs: 60_000 }, 'W/"1"'],
    ['read from a server without tags', { base: { ...BASE, etag: null } }, { kind: 'unknown' }, null],
    ['used up', { base: BASE, spent: true }, { kind: 'spent' }, null],
    [
      'the server differs',
      { base: BASE, theirs: THEIRS },
      { kind: 'stale', newsReadAt: THEIRS.readAt },
      'W/"1"',
    ],
    [
      'read in the future: the clock was put back',
      { base: { ...BASE, readAt: NOW + 1 } },
      { kind: 'fresh', etag: 'W/"1"', ageMs: 0 },
      'W/"1"',
    ],
  ];
  for (const [name, known, state, tag] of CASES) {
    it(name, () => {
      assert.deepStrictEqual([tagState(known, NOW), usableTag(known)], [state, tag]);
    });
  }

  it('its age in the store counts from the last read, of the base or of news', () => {
    assert.equal(lastReadAt({ base: BASE }), BASE.readAt);
    assert.equal(lastReadAt({ base: BASE, theirs: THEIRS }), THEIRS.readAt);
  });
});
