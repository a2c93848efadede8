import fc from 'fast-check';

type Members = Readonly<Record<string, unknown>>;

const maybe = <Value>(...values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);
const withoutUndefined = (members: Members): Members =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

/** People who are easily taken for each other: few names, addresses and numbers, each of which may be missing. */
export const person = (): fc.Arbitrary<Members> =>
  fc
    .record({
      displayName: maybe('Ann', 'Bob', 'Cid', null, undefined),
      emailAddress: maybe('a@x.example', 'A@X.example', 'b@x.example', 'c@x.example', '', undefined),
      smsCapablePhoneNumber: maybe('1', '2', undefined),
    })
    .map(withoutUndefined);

const scalar = (): fc.Arbitrary<string | null> => maybe('one', 'two', 'three', null);
const settings = (): fc.Arbitrary<Members | null> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant(null) },
    {
      weight: 4,
      arbitrary: fc
        .record({
          allowClientToJoinUsingBrowser: maybe<unknown>(true, false, 'true', null, undefined),
          later: maybe(1, 2, undefined),
        })
        .map(withoutUndefined),
    },
  );

/** An appointment as a server gives it, with properties that we do not know. */
export const appointment = (): fc.Arbitrary<Members> =>
  fc.record({
    id: fc.constant('i'),
    appointmentClients: fc.array(person(), { maxLength: 4 }),
    externalAppointmentId: scalar(),
    externalAppointmentUrl: scalar(),
    settings: settings(),
    unknown: fc.oneof(scalar(), fc.array(fc.integer({ max: 2, min: 1 }), { maxLength: 2 })),
  });

/** Somebody’s version of an appointment: some of its properties replaced. */
export const versionOf = (base: Members): fc.Arbitrary<Members> =>
  fc
    .tuple(appointment(), fc.subarray(Object.keys(base).filter((name) => name !== 'id')))
    .chain(([other, names]) =>
      fc.subarray(listOf(base['appointmentClients'])).map((kept) => ({
        ...base,
        ...Object.fromEntries(names.map((name) => [name, other[name]])),
        // Half of the people are the same: otherwise hardly anything would be left to merge.
        ...(names.includes('appointmentClients') && {
          appointmentClients: [...kept, ...listOf(other['appointmentClients']).slice(0, 2)],
        }),
      })),
    );

/** A payload: some properties of a version, in any order, and members of the settings left out. */
export const bodyOf = (version: Members): fc.Arbitrary<Members> =>
  fc
    .shuffledSubarray(Object.keys(version).filter((name) => name !== 'id'))
    .map((names) => Object.fromEntries(names.map((name) => [name, version[name]])));

/** Base, a payload that was made from a version of it, and what somebody else has made of it. */
export const triple = (): fc.Arbitrary<{ base: Members; mine: Members; theirs: Members }> =>
  appointment().chain((base) =>
    fc.record({
      base: fc.constant(base),
      mine: versionOf(base).chain(bodyOf),
      theirs: versionOf(base),
    }),
  );

export function listOf(value: unknown): Members[] {
  return Array.isArray(value) ? (value as Members[]) : [];
}
