import { type Appointment, isAnnotation } from '../graph/appointment';
import { isRecord } from '../graph/reply';
import { type Choose, Decisions, type Merge, NOT_KNOWN, type Three } from './conflict';
import { CLIENTS, isListOrNone, mergeClients } from './mergeClients';

export interface MergeInput {
  /** The appointment as it was when mine was begun; without it, every difference is a conflict. */
  readonly base: Appointment | undefined;
  /** The body of the file: what it does not mention is left to the server. */
  readonly mine: Appointment;
  /** The appointment as it is on the server now. */
  readonly theirs: Appointment;
  readonly choose?: Choose | undefined;
}

/**
 * Merges what the file says with what the server has, by what both began with. Sending `merged` then changes on the
 * server what mine has changed, and nothing else. docs/conflicts.md has the rules.
 */
export function mergePayload({ base, mine, theirs, choose = () => undefined }: MergeInput): Merge {
  const decisions = new Decisions(choose);
  const taken: string[] = [];
  const merged = mergeMembers('', { base: base ?? NOT_KNOWN, mine, theirs }, decisions, taken);
  return { merged, conflicts: decisions.conflicts, taken };
}

function mergeMembers(
  path: string,
  { base, mine, theirs }: { base: unknown; mine: Readonly<Record<string, unknown>>; theirs: unknown },
  decisions: Decisions,
  taken: string[],
): Record<string, unknown> {
  // Not by assignment: a member may be called "__proto__".
  return Object.fromEntries(
    Object.entries(mine).flatMap(([name, value]): [string, unknown][] => {
      // What is no property, and what the server ignores, stays as it is written.
      if (isAnnotation(name) || (path === '' && name === 'id')) return [[name, value]];
      const three = { base: memberOf(base, name), mine: value, theirs: memberOf(theirs, name) };
      const merged = mergeValue(path === '' ? name : `${path}.${name}`, three, decisions, taken);
      // What the server has no more is left to it.
      return merged === undefined ? [] : [[name, merged]];
    }),
  );
}

function mergeValue(path: string, three: Three, decisions: Decisions, taken: string[]): unknown {
  const { base, mine, theirs } = three;
  if (path === CLIENTS && [base, mine, theirs].every(isListOrNone)) {
    return mergeClients(three, decisions, taken);
  }
  // As the server does it: a complex value member by member, anything else as a whole.
  if (isRecord(mine) && [base, theirs].every(isComplexOrNone)) {
    return mergeMembers(path, { base, mine, theirs }, decisions, taken);
  }
  if (decisions.decide({ path, countedIn: 'mine' }, three) === 'mine') return mine;
  taken.push(path);
  return theirs;
}

function isComplexOrNone(value: unknown): boolean {
  return value === undefined || value === null || value === NOT_KNOWN || isRecord(value);
}

function memberOf(value: unknown, name: string): unknown {
  if (value === NOT_KNOWN) return NOT_KNOWN;
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
