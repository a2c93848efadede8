import { isAnnotation, isSameValue } from '../graph/appointment';
import { isRecord } from '../graph/reply';
import { type Decisions, NOT_KNOWN, type Place, type Three } from './conflict';

/** The members that the file is in charge of: one that it leaves out is cleared, since the list is replaced whole. */
const OWN = new Set(['displayName', 'emailAddress', 'smsCapablePhoneNumber']);

/** Merges one client, member by member. Of members that we do not know, those that the file leaves out are kept. */
export function mergePerson(
  { path, countedIn }: Place,
  { base, mine, theirs }: Three,
  decisions: Decisions,
): { readonly value: unknown; readonly taken: readonly string[] } {
  if (!isRecord(mine) || !isRecord(theirs)) return { value: mine, taken: [] };
  const taken: string[] = [];
  const names = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  const members = [...names].flatMap((name): [string, unknown][] => {
    const isMine = Object.hasOwn(mine, name);
    if (isAnnotation(name)) return isMine ? [[name, mine[name]]] : [];
    const three = { base: memberOf(base, name), mine: mine[name], theirs: theirs[name] };
    const isLeftOut = !isMine && !OWN.has(name);
    const side = isLeftOut ? 'theirs' : decisions.decide({ path: `${path}.${name}`, countedIn }, three);
    const value = three[side];
    if (side === 'theirs') taken.push(name);
    return value === undefined ? [] : [[name, value]];
  });
  return { value: Object.fromEntries(members), taken };
}

/** Whether the file says something else about a client than what it began with. */
export function hasChanged(base: unknown, mine: unknown): boolean {
  if (!isRecord(base) || !isRecord(mine)) return !isSameValue(base, mine);
  const kept = Object.entries(base).filter(([name]) => !OWN.has(name) && !Object.hasOwn(mine, name));
  return !isSameValue(base, { ...Object.fromEntries(kept), ...mine });
}

/** A client as the server has it, without what the server says about its own answer. */
export function withoutAnnotations(person: unknown): unknown {
  if (!isRecord(person)) return person;
  return Object.fromEntries(Object.entries(person).filter(([name]) => !isAnnotation(name)));
}

function memberOf(value: unknown, name: string): unknown {
  if (value === NOT_KNOWN) return NOT_KNOWN;
  return isRecord(value) ? value[name] : undefined;
}
