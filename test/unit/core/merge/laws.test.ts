import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Appointment,
  applyPatch,
  changedPaths,
  isSameValue,
} from '../../../../src/core/graph/appointment';
import type { Merge, MergeConflict } from '../../../../src/core/merge/conflict';
import { personKey } from '../../../../src/core/merge/matchPeople';
import { mergePayload } from '../../../../src/core/merge/mergePayload';
import { appointment, bodyOf, listOf, triple, versionOf } from '../../../support/appointments';
import { property, runs } from '../../../support/fuzz';

const RUNS = runs(400);

function check<Value>(values: fc.Arbitrary<Value>, law: (value: Value) => void): void {
  fc.assert(property(values, law), RUNS);
}

/** What the server has when the merged payload has been sent. */
const sent = (theirs: Appointment, { merged }: Merge): Appointment => applyPatch(theirs, merged);

/** An appointment in which the order of people does not count, and neither do missing, empty and quoted values. */
function unordered(state: Appointment): Appointment {
  const people = listOf(state['appointmentClients'])
    .map((each) =>
      JSON.stringify(
        Object.entries(each)
          .filter(([, value]) => value !== null)
          .sort(),
      ),
    )
    .sort();
  return { ...state, appointmentClients: people };
}

function assertSameState(actual: Appointment, expected: Appointment): void {
  assert.deepEqual(changedPaths(unordered(actual), unordered(expected)), []);
}

/** A payload cannot take a member away, and a server's state has them all. */
function whole(state: Appointment): Appointment {
  const empty = { allowClientToJoinUsingBrowser: null, later: null };
  return { ...state, settings: { ...empty, ...(state['settings'] as object | null) } };
}

/** Without people whom nobody can tell apart: everybody has an address, and a number that nobody else has. */
function withDistinctPeople(state: Appointment): Appointment {
  if (!Array.isArray(state['appointmentClients'])) return state;
  const people = new Map(
    listOf(state['appointmentClients']).flatMap((each) => {
      const { emailAddress } = each;
      const address = typeof emailAddress === 'string' ? emailAddress.toLowerCase() : '';
      const phone = each['smsCapablePhoneNumber'];
      if (address === '') return [];
      const number = typeof phone === 'string' ? { smsCapablePhoneNumber: `${address} ${phone}` } : {};
      return [[address, { ...each, ...number }]];
    }),
  );
  return { ...state, appointmentClients: [...people.values()] };
}

const SINGLE_VALUES: readonly (readonly string[])[] = [
  ['externalAppointmentId'],
  ['externalAppointmentUrl'],
  ['unknown'],
  ['settings', 'allowClientToJoinUsingBrowser'],
  ['settings', 'later'],
];

function valueAt(state: unknown, names: readonly string[]): unknown {
  return names.reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name], state);
}

describe('laws of the merge', function () {
  // 100,000 tries of each take minutes.
  this.timeout(0);

  it('no change of a single value is lost without a conflict there, on either side', () => {
    check(triple(), ({ base, mine, theirs }) => {
      const merge = mergePayload({ base, mine, theirs });
      const after = sent(theirs, merge);
      const wanted = applyPatch(base, mine);
      for (const names of SINGLE_VALUES) {
        const path = names.join('.');
        if (merge.conflicts.some((each) => path === each.path || path.startsWith(`${each.path}.`))) continue;
        const now = valueAt(after, names);
        for (const side of [wanted, theirs]) {
          const value = valueAt(side, names);
          if (isSameValue(value, valueAt(base, names))) continue;
          assert.ok(isSameValue(now, value), path);
        }
      }
    });
  });

  it('what the payload does not mention is left to the server', () => {
    check(triple(), ({ base, mine, theirs }) => {
      const { merged } = mergePayload({ base, mine, theirs });
      assert.deepEqual(
        Object.keys(merged).filter((name) => !Object.hasOwn(mine, name)),
        [],
      );
    });
  });

  it('where the server has not changed, the payload stays exactly as it is', () => {
    check(triple(), ({ base, mine }) => {
      assert.deepStrictEqual(mergePayload({ base, mine, theirs: base }), {
        merged: mine,
        conflicts: [],
        taken: [],
      });
    });
  });

  it('where the payload has changed nothing, what the server has stays', () => {
    const cases = appointment().chain((base) =>
      fc.record({ base: fc.constant(base), mine: bodyOf(base), theirs: versionOf(base) }),
    );
    check(cases, ({ base, mine, theirs }) => {
      const merge = mergePayload({ base, mine, theirs });
      assert.deepEqual(merge.conflicts, []);
      assert.deepEqual(changedPaths(sent(theirs, merge), theirs), []);
    });
  });

  it('equal changes do not conflict, and change nothing more', () => {
    check(triple(), ({ base, mine }) => {
      const theirs = applyPatch(base, mine);
      assert.deepStrictEqual(mergePayload({ base, mine, theirs }), {
        merged: mine,
        conflicts: [],
        taken: [],
      });
    });
  });

  it('is symmetric, but for the naming of the sides and the order of people', () => {
    const cases = appointment().chain((base) =>
      fc.record({ base: fc.constant(base), one: versionOf(base), two: versionOf(base) }).map((states) => ({
        base: whole(states.base),
        one: whole(states.one),
        two: whole(states.two),
      })),
    );
    check(cases, ({ base, one, two }) => {
      const forth = mergePayload({ base, mine: one, theirs: two });
      const back = mergePayload({ base, mine: two, theirs: one });
      const sides = (conflicts: readonly MergeConflict[], turned: boolean): string[] =>
        conflicts
          .map(({ path, base: from, mine, theirs }) => {
            const values = turned ? [theirs, mine] : [mine, theirs];
            return JSON.stringify([path.replace(/\d+/g, '#'), from, ...values.map((each) => each ?? null)]);
          })
          .sort();
      assert.deepEqual(sides(forth.conflicts, false), sides(back.conflicts, true));
      if (forth.conflicts.length === 0) assertSameState(sent(two, forth), sent(one, back));
    });
  });

  it('merging again with the same changes nothing', () => {
    check(triple(), ({ base, mine, theirs }) => {
      const { merged } = mergePayload({ base, mine, theirs });
      assert.deepStrictEqual(mergePayload({ base: theirs, mine: merged, theirs }).merged, merged);
    });
  });

  it('merging again from what was read first changes nothing, where people can be told apart', () => {
    check(triple(), (three) => {
      const [base, mine, theirs] = [three.base, three.mine, three.theirs].map(withDistinctPeople) as [
        Appointment,
        Appointment,
        Appointment,
      ];
      const { merged, conflicts } = mergePayload({ base, mine, theirs });
      if (conflicts.length > 0) return;
      const again = mergePayload({ base, mine: merged, theirs });
      assert.deepEqual(again.conflicts, []);
      assertSameState(sent(theirs, again), sent(theirs, { merged, conflicts, taken: [] }));
    });
  });

  it('people are never duplicated', () => {
    check(triple(), ({ base, mine, theirs }) => {
      const { merged, conflicts } = mergePayload({ base, mine, theirs });
      if (conflicts.length > 0) return;
      const count = (state: Appointment, key: string): number =>
        listOf(state['appointmentClients']).filter((each) => personKey(each) === key).length;
      for (const key of listOf(merged['appointmentClients']).map(personKey)) {
        const most = Math.max(count(mine, key), count(theirs, key));
        assert.ok(count(merged, key) <= most, `${key} ${count(merged, key)} times`);
      }
    });
  });

  it('a choice for every conflict leaves none', () => {
    const cases = fc.record({ three: triple(), pick: fc.func(fc.constantFrom('mine', 'theirs')) });
    check(cases, ({ three, pick }) => {
      const merge = mergePayload({ ...three, choose: ({ path }) => pick(path) });
      assert.deepEqual(merge.conflicts, []);
    });
  });

  it('all choices for one side: that side’s value is in every place that both have changed', () => {
    check(triple(), ({ base, mine, theirs }) => {
      const { conflicts } = mergePayload({ base, mine, theirs });
      for (const side of ['mine', 'theirs'] as const) {
        const { merged } = mergePayload({ base, mine, theirs, choose: () => side });
        for (const conflict of conflicts.filter(({ path }) => !path.includes('['))) {
          assert.ok(isSameValue(valueAt(merged, conflict.path.split('.')), conflict[side]), conflict.path);
        }
      }
    });
  });

  describe('without a base', () => {
    it('every difference is a conflict, and nothing else is', () => {
      check(triple(), ({ mine, theirs }) => {
        const { conflicts } = mergePayload({ base: undefined, mine, theirs });
        const isSame = changedPaths(unordered(applyPatch(theirs, mine)), unordered(theirs)).length === 0;
        assert.equal(conflicts.length === 0, isSame);
      });
    });

    it('choosing mine everywhere is overwriting, choosing theirs everywhere changes nothing', () => {
      check(triple(), ({ mine, theirs }) => {
        const ours = mergePayload({ base: undefined, mine, theirs, choose: () => 'mine' });
        assertSameState(sent(theirs, ours), applyPatch(theirs, mine));
        const yours = mergePayload({ base: undefined, mine, theirs, choose: () => 'theirs' });
        assertSameState(sent(theirs, yours), theirs);
      });
    });
  });
});
