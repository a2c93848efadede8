import { isAnnotation } from '../graph/appointment';
import { isRecord } from '../graph/reply';
import { groupBy } from './groupBy';

/** Names a person in one respect; `undefined`: it does not apply to this one. */
type Key = (person: unknown) => string | undefined;

/**
 * Finds the same people in two lists. Clients have no key, so the one that says most about them counts first: all of
 * it, then the address (in any case), then name and phone together, and where an address is missing on one side, name
 * or phone alone. People who are equal in a key are paired in their order. The answer does not depend on which list is
 * first.
 *
 * @returns indexes of the first list with those of the second
 */
export function matchPeople(first: readonly unknown[], second: readonly unknown[]): Map<number, number> {
  const pairs = new Map<number, number>();
  const left = new Set(first.keys());
  const right = new Set(second.keys());
  for (const [keyOfFirst, keyOfSecond] of TIERS) {
    const waiting = groupBy(right, (index) => keyOfSecond(second[index]));
    for (const index of [...left]) {
      const key = keyOfFirst(first[index]);
      const partner = key === undefined ? undefined : waiting.get(key)?.shift();
      if (partner === undefined) continue;
      pairs.set(index, partner);
      left.delete(index);
      right.delete(partner);
    }
  }
  return pairs;
}

/** Names a person so that two entries with the same name are the same person, listed twice. */
export function personKey(person: unknown): string {
  const { address, name, phone } = identity(person);
  if (address !== '') return `address ${address}`;
  return name === '' && phone === '' ? `entry ${exactly(person)}` : `person ${join(name, phone)}`;
}

function identity(person: unknown): { address: string; name: string; phone: string } {
  const member = (name: string): string => {
    const value = isRecord(person) ? person[name] : undefined;
    return typeof value === 'string' ? value.trim().toLowerCase() : '';
  };
  return {
    address: member('emailAddress'),
    name: member('displayName'),
    phone: member('smsCapablePhoneNumber').replace(/[\s().-]/g, ''),
  };
}

const exactly: Key = (person) =>
  JSON.stringify(
    isRecord(person)
      ? Object.entries(person)
          .filter(([name, value]) => value !== null && value !== undefined && !isAnnotation(name))
          .sort(([a], [b]) => (a < b ? -1 : 1))
      : { entry: person },
  );

const join = (...parts: readonly string[]): string => JSON.stringify(parts);
const both = (key: Key): readonly [Key, Key] => [key, key];
const byAddress =
  (...others: readonly ('name' | 'phone')[]): Key =>
  (person) => {
    const known = identity(person);
    return known.address === '' ? undefined : join(known.address, ...others.map((other) => known[other]));
  };
const byNameAndPhone: Key = (person) => {
  const { name, phone } = identity(person);
  return name === '' || phone === '' ? undefined : join(name, phone);
};
/** By what else is known: for people of whom at least one has no address that could say otherwise. */
const byRest =
  (hasAddress: boolean, part: 'both' | 'name' | 'phone'): Key =>
  (person) => {
    const { address, name, phone } = identity(person);
    if ((address !== '') !== hasAddress) return undefined;
    const rest = part === 'both' ? [name, phone] : [part === 'name' ? name : phone];
    return rest.every((each) => each === '') ? undefined : join(...rest);
  };

const TIERS: readonly (readonly [Key, Key])[] = [
  both(exactly),
  both(byAddress('name', 'phone')),
  both(byAddress('name')),
  both(byAddress('phone')),
  both(byAddress()),
  both(byNameAndPhone),
  ...(['both', 'name', 'phone'] as const).flatMap((part): (readonly [Key, Key])[] => [
    both(byRest(false, part)),
    [byRest(true, part), byRest(false, part)],
    [byRest(false, part), byRest(true, part)],
  ]),
];
