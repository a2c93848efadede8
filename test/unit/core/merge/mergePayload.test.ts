import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyPatch } from '../../../../src/core/graph/appointment';
import type { Merge, Side } from '../../../../src/core/merge/conflict';
import { mergePayload } from '../../../../src/core/merge/mergePayload';
import { property, runs } from '../../../support/fuzz';

type Members = Readonly<Record<string, unknown>>;

const client = (name: string, more: Members = {}): Members => ({
  displayName: name,
  emailAddress: `${name.toLowerCase()}@x.example`,
  ...more,
});
const ANN = client('Ann');
const BOB = client('Bob');
const CID = client('Cid');
const DAN = client('Dan');
const clients = (...appointmentClients: readonly unknown[]): Members => ({ appointmentClients });

interface Case {
  readonly base: Members;
  readonly mine: Members;
  readonly theirs: Members;
  readonly merged: Members;
  /** Paths. */
  readonly conflicts?: readonly string[];
  readonly taken?: readonly string[];
}

function told({ merged, conflicts, taken }: Merge): Omit<Case, 'base' | 'mine' | 'theirs'> {
  return { merged, conflicts: conflicts.map(({ path }) => path), taken };
}

function run(cases: Readonly<Record<string, Case>>): void {
  for (const [name, { base, mine, theirs, merged, conflicts = [], taken = [] }] of Object.entries(cases)) {
    it(name, () => {
      assert.deepStrictEqual(told(mergePayload({ base, mine, theirs })), { merged, conflicts, taken });
    });
  }
}

describe('mergePayload', () => {
  describe('single values', () => {
    run({
      'changed here': { base: { a: 1 }, mine: { a: 2 }, theirs: { a: 1 }, merged: { a: 2 } },
      'changed there': { base: { a: 1 }, mine: { a: 1 }, theirs: { a: 2 }, merged: { a: 2 }, taken: ['a'] },
      'changed on both sides': {
        base: { a: 1 },
        mine: { a: 2 },
        theirs: { a: 3 },
        merged: { a: 2 },
        conflicts: ['a'],
      },
      'changed alike': { base: { a: 1 }, mine: { a: 2 }, theirs: { a: 2 }, merged: { a: 2 } },
      'cleared here': { base: { a: 1 }, mine: { a: null }, theirs: { a: 1 }, merged: { a: null } },
      'cleared there': {
        base: { a: 1 },
        mine: { a: 1 },
        theirs: { a: null },
        merged: { a: null },
        taken: ['a'],
      },
      'cleared here and changed there': {
        base: { a: 1 },
        mine: { a: null },
        theirs: { a: 2 },
        merged: { a: null },
        conflicts: ['a'],
      },
      'not in the file: left to the server': { base: { a: 1 }, mine: {}, theirs: { a: 2 }, merged: {} },
      'gone on the server: left to it': {
        base: { a: 1 },
        mine: { a: 1 },
        theirs: {},
        merged: {},
        taken: ['a'],
      },
      'quoted booleans are booleans': {
        base: { a: true },
        mine: { a: 'true' },
        theirs: { a: false },
        merged: { a: false },
        taken: ['a'],
      },
      'a list without clients is one value': {
        base: { a: [1, 2] },
        mine: { a: [1, 2, 3] },
        theirs: { a: [0, 1, 2] },
        merged: { a: [1, 2, 3] },
        conflicts: ['a'],
      },
      'id and annotations stay as they are written': {
        base: { id: 'i', '@odata.type': 't' },
        mine: { '@odata.type': '#t', id: 'mine', 'a@x': 1 },
        theirs: { id: 'j', '@odata.type': 'u' },
        merged: { '@odata.type': '#t', id: 'mine', 'a@x': 1 },
      },
      'a name that objects have anyway': {
        base: JSON.parse('{"__proto__": 1, "toString": 1}') as Members,
        mine: JSON.parse('{"__proto__": 1, "toString": 2}') as Members,
        theirs: JSON.parse('{"__proto__": 2, "toString": 1}') as Members,
        merged: JSON.parse('{"__proto__": 2, "toString": 2}') as Members,
        taken: ['__proto__'],
      },
    });
  });

  describe('settings', () => {
    const settings = (value: unknown): Members => ({ settings: value });
    run({
      'member by member': {
        base: settings({ a: 1, b: 1, c: 1 }),
        mine: settings({ a: 2, b: 1 }),
        theirs: settings({ a: 1, b: 2, c: 2 }),
        merged: settings({ a: 2, b: 2 }),
        taken: ['settings.b'],
      },
      'both changed the same member': {
        base: settings({ a: 1 }),
        mine: settings({ a: 2 }),
        theirs: settings({ a: 3 }),
        merged: settings({ a: 2 }),
        conflicts: ['settings.a'],
      },
      'missing before, set on both sides': {
        base: settings(null),
        mine: settings({ a: 1 }),
        theirs: settings({ b: 1 }),
        merged: settings({ a: 1 }),
      },
      'cleared as a whole here, a member changed there': {
        base: settings({ a: 1 }),
        mine: settings(null),
        theirs: settings({ a: 2 }),
        merged: settings(null),
        conflicts: ['settings'],
      },
      'cleared as a whole there, unchanged here': {
        base: settings({ a: 1 }),
        mine: settings({ a: 1 }),
        theirs: settings(null),
        merged: settings({}),
        taken: ['settings.a'],
      },
      'an empty one says nothing': {
        base: settings({ a: 1 }),
        mine: settings({}),
        theirs: settings({ a: 2 }),
        merged: settings({}),
      },
    });
  });

  describe('people', () => {
    run({
      'added on both sides: the file’s first': {
        base: clients(ANN),
        mine: clients(ANN, BOB),
        theirs: clients(ANN, CID),
        merged: clients(ANN, BOB, CID),
        taken: ['appointmentClients[2]'],
      },
      'the same person added on both sides': {
        base: clients(),
        mine: clients(ANN),
        theirs: clients({ ...ANN, emailAddress: 'ANN@X.example' }),
        merged: clients(ANN),
        conflicts: ['appointmentClients[0].emailAddress'],
      },
      'removed here, another one there': {
        base: clients(ANN, BOB, CID),
        mine: clients(BOB, CID),
        theirs: clients(ANN, BOB),
        merged: clients(BOB),
        taken: ['appointmentClients[1]'],
      },
      'removed here, changed there': {
        base: clients(ANN, BOB),
        mine: clients(BOB),
        theirs: clients({ ...ANN, displayName: 'Anna' }, BOB),
        merged: clients(BOB),
        conflicts: ['appointmentClients[0]'],
      },
      'changed here, removed there': {
        base: clients(ANN, BOB),
        mine: clients(ANN, { ...BOB, displayName: 'Rob' }),
        theirs: clients(ANN),
        merged: clients(ANN, { ...BOB, displayName: 'Rob' }),
        conflicts: ['appointmentClients[1]'],
      },
      'different members of one person': {
        base: clients(ANN),
        mine: clients({ ...ANN, displayName: 'Anna' }),
        theirs: clients({ ...ANN, smsCapablePhoneNumber: '1' }),
        merged: clients({ ...ANN, displayName: 'Anna', smsCapablePhoneNumber: '1' }),
        taken: ['appointmentClients[0].smsCapablePhoneNumber'],
      },
      'the same member of one person': {
        base: clients(BOB, ANN),
        mine: clients(BOB, { ...ANN, displayName: 'Anna' }),
        theirs: clients({ ...ANN, displayName: 'Annie' }, BOB),
        merged: clients(BOB, { ...ANN, displayName: 'Anna' }),
        conflicts: ['appointmentClients[1].displayName'],
      },
      'an address changed, known by name and number': {
        base: clients({ ...ANN, smsCapablePhoneNumber: '+1 (202) 555-0100' }),
        mine: clients({ ...ANN, emailAddress: 'new@x.example', smsCapablePhoneNumber: '+12025550100' }),
        theirs: clients({ ...ANN, smsCapablePhoneNumber: '+1 (202) 555-0100', displayName: 'ann' }),
        merged: clients({
          displayName: 'ann',
          emailAddress: 'new@x.example',
          smsCapablePhoneNumber: '+12025550100',
        }),
        taken: ['appointmentClients[0].displayName'],
      },
      'an address given to somebody without one': {
        base: clients({ displayName: 'Ann' }),
        mine: clients({ displayName: 'Ann', emailAddress: 'ann@x.example' }),
        theirs: clients({ displayName: 'Ann', smsCapablePhoneNumber: '1' }),
        merged: clients({ displayName: 'Ann', emailAddress: 'ann@x.example', smsCapablePhoneNumber: '1' }),
        taken: ['appointmentClients[0].smsCapablePhoneNumber'],
      },
      'two people with one address': {
        base: clients(
          { displayName: 'Ann', emailAddress: 'family@x.example' },
          { displayName: 'Bob', emailAddress: 'Family@x.example' },
        ),
        mine: clients(
          { displayName: 'Bob', emailAddress: 'Family@x.example', smsCapablePhoneNumber: '1' },
          { displayName: 'Ann', emailAddress: 'family@x.example' },
        ),
        theirs: clients(
          { displayName: 'Ann', emailAddress: 'family@x.example', smsCapablePhoneNumber: '2' },
          { displayName: 'Bob', emailAddress: 'Family@x.example' },
        ),
        merged: clients(
          { displayName: 'Bob', emailAddress: 'Family@x.example', smsCapablePhoneNumber: '1' },
          { displayName: 'Ann', emailAddress: 'family@x.example', smsCapablePhoneNumber: '2' },
        ),
        taken: ['appointmentClients[1].smsCapablePhoneNumber'],
      },
      'the address of one changed to that of somebody added there': {
        base: clients({ ...ANN, smsCapablePhoneNumber: '1' }),
        mine: clients({ ...ANN, emailAddress: 'bob@x.example', smsCapablePhoneNumber: '1' }),
        theirs: clients({ ...ANN, smsCapablePhoneNumber: '1' }, BOB),
        merged: clients({ ...ANN, emailAddress: 'bob@x.example', smsCapablePhoneNumber: '1' }),
        conflicts: ['appointmentClients[0]'],
      },
      'left as they were here: theirs, in their order': {
        base: clients(ANN, BOB),
        mine: clients(ANN, BOB),
        theirs: clients(DAN, BOB, ANN),
        merged: clients(DAN, BOB, ANN),
        taken: ['appointmentClients[0]'],
      },
      'put in another order here': {
        base: clients(ANN, BOB),
        mine: clients(BOB, ANN),
        theirs: clients(ANN, BOB, CID),
        merged: clients(BOB, ANN, CID),
        taken: ['appointmentClients[2]'],
      },
      'what we do not know about a person is kept, and what the server says about its answer is not': {
        base: clients({ ...ANN, zone: 'A' }),
        mine: clients({ '@odata.type': '#t', ...ANN, displayName: 'Anna' }),
        theirs: clients({ '@odata.type': 't', ...ANN, zone: 'B' }, { '@odata.type': 't', ...BOB, zone: 'C' }),
        merged: clients(
          { '@odata.type': '#t', ...ANN, displayName: 'Anna', zone: 'B' },
          { ...BOB, zone: 'C' },
        ),
        taken: ['appointmentClients[0].zone', 'appointmentClients[1]'],
      },
      'a member left out is cleared, as sending it does': {
        base: clients({ ...ANN, smsCapablePhoneNumber: '1' }, BOB),
        mine: clients(ANN, BOB),
        theirs: clients({ ...ANN, smsCapablePhoneNumber: '1' }, BOB, CID),
        merged: clients(ANN, BOB, CID),
        taken: ['appointmentClients[2]'],
      },
      'null empties the list': {
        base: clients(ANN),
        mine: clients(ANN),
        theirs: { appointmentClients: null },
        merged: clients(),
        taken: ['appointmentClients[0]'],
      },
      'null stays null': {
        base: { appointmentClients: null },
        mine: { appointmentClients: null },
        theirs: clients(),
        merged: { appointmentClients: null },
      },
      'emptied here, somebody added there': {
        base: clients(ANN),
        mine: clients(),
        theirs: clients(ANN, BOB),
        merged: clients(BOB),
        taken: ['appointmentClients[0]'],
      },
      'entries that are no people': {
        base: clients('a', 'b'),
        mine: clients('a', 'b', 1),
        theirs: clients('a', null),
        merged: clients('a', 1, null),
        taken: ['appointmentClients[2]', 'appointmentClients[1]'],
      },
      'no list at all on one side': {
        base: clients(ANN),
        mine: { appointmentClients: 'x' },
        theirs: clients(BOB),
        merged: { appointmentClients: 'x' },
        conflicts: ['appointmentClients'],
      },
    });

    it('a person who was removed in the file is counted in the server’s list', () => {
      const { conflicts } = mergePayload({
        base: clients(ANN, BOB),
        mine: clients(ANN),
        theirs: clients(ANN, { ...BOB, displayName: 'Rob' }),
      });
      assert.deepStrictEqual(conflicts, [
        {
          path: 'appointmentClients[1]',
          countedIn: 'theirs',
          base: BOB,
          mine: undefined,
          theirs: { ...BOB, displayName: 'Rob' },
        },
      ]);
    });
  });

  describe('choices', () => {
    const three = {
      base: { a: 1, ...clients(ANN, BOB, CID) },
      mine: { a: 2, ...clients({ ...ANN, displayName: 'Anna' }, { ...BOB, displayName: 'Rob' }) },
      theirs: { a: 3, ...clients({ ...ANN, displayName: 'Annie' }, { ...CID, displayName: 'Sid' }) },
    };
    const CHOICES: Readonly<Record<Side, Members>> = {
      mine: three.mine,
      theirs: three.theirs,
    };
    for (const side of ['mine', 'theirs'] as const) {
      it(`${side}, everywhere`, () => {
        const { merged, conflicts } = mergePayload({ ...three, choose: () => side });
        assert.deepStrictEqual({ merged, conflicts }, { merged: CHOICES[side], conflicts: [] });
      });
    }
  });

  it('no edit of a person is lost on either side, whatever else happens to the others', () => {
    const FIELDS = ['displayName', 'smsCapablePhoneNumber'] as const;
    /** What one side does to a person: removes them, or changes some of these. */
    const edit = fc.oneof(
      fc.constant('nothing' as const),
      fc.constant('remove' as const),
      fc.record({ field: fc.constantFrom(...FIELDS), to: fc.constantFrom('x', 'y') }),
    );
    type Edit = 'nothing' | 'remove' | { field: (typeof FIELDS)[number]; to: string };
    const everybody = Array.from({ length: 5 }, (_each, index) => client(`P${index}`));
    const edits = fc.array(edit, { minLength: 5, maxLength: 5 });
    const added = fc.subarray([0, 1, 2].map((index) => client(`New${index}`)));
    const side = (all: readonly Edit[], more: readonly Members[]): Members[] => [
      ...everybody.flatMap((person, index) => {
        const done = all[index] ?? 'nothing';
        if (done === 'remove') return [];
        return [done === 'nothing' ? person : { ...person, [done.field]: done.to }];
      }),
      ...more,
    ];
    fc.assert(
      property(edits, edits, added, added, fc.boolean(), (one, two, oneMore, twoMore, isTurned) => {
        const theirsList = side(two, twoMore);
        const theirs = clients(...(isTurned ? theirsList.reverse() : theirsList));
        const merge = mergePayload({
          base: clients(...everybody),
          mine: clients(...side(one, oneMore)),
          theirs,
        });
        const collides = everybody.some((_person, index) => {
          const [a, b] = [one[index] ?? 'nothing', two[index] ?? 'nothing'];
          if (a === 'nothing' || b === 'nothing') return false;
          if (a === 'remove' || b === 'remove') return a !== b;
          return a.field === b.field && a.to !== b.to;
        });
        assert.equal(merge.conflicts.length > 0, collides);
        if (collides) return;
        const after = applyPatch(theirs, merge.merged)['appointmentClients'] as Members[];
        const expected = everybody.flatMap((person, index) => {
          const [a, b] = [one[index] ?? 'nothing', two[index] ?? 'nothing'];
          if (a === 'remove' || b === 'remove') return [];
          const changes = [a, b].flatMap((each) => (each === 'nothing' ? [] : [[each.field, each.to]]));
          return [{ ...person, ...(Object.fromEntries(changes) as Members) }];
        });
        const text = (each: Members): string => JSON.stringify(Object.entries(each).sort());
        const more = new Map([...oneMore, ...twoMore].map((each) => [text(each), each]));
        assert.deepStrictEqual(after.map(text).sort(), [...expected, ...more.values()].map(text).sort());
      }),
      runs(400),
    );
  }).timeout(0);
});
