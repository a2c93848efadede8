import { isSameValue } from '../graph/appointment';
import { type Decisions, NOT_KNOWN, type Place, type Three } from './conflict';
import { groupBy } from './groupBy';
import { matchPeople, personKey } from './matchPeople';
import { hasChanged, mergePerson, withoutAnnotations } from './mergePerson';

export const CLIENTS = 'appointmentClients';

/** The list as an entry of the merge: where it comes from, what it is now, and what of it was taken from theirs. */
interface Entry {
  readonly mine: number | undefined;
  readonly theirs: number | undefined;
  readonly value: unknown;
  /** Names of members; `''` for the whole person. */
  readonly taken: readonly string[];
}

interface Lists {
  readonly base: readonly unknown[] | typeof NOT_KNOWN;
  readonly mine: readonly unknown[];
  readonly theirs: readonly unknown[];
}

/**
 * Merges the list of clients, which the server replaces as a whole, person by person. The order is the file's, with
 * the people whom the server has added behind it; of a list that the file has left as it was, it is the server's.
 */
export function mergeClients(three: Three, decisions: Decisions, taken: string[]): unknown {
  const lists: Lists = {
    base: three.base === NOT_KNOWN ? NOT_KNOWN : listOf(three.base),
    mine: listOf(three.mine),
    theirs: listOf(three.theirs),
  };
  const gone: number[] = [];
  const open = decisions.conflicts.length;
  const merged = mergeEntries(lists, decisions, gone);
  // While something about people is open, who they are is too.
  const entries = decisions.conflicts.length > open ? merged : withoutDoubles(merged, lists, decisions);
  const isUntouched = lists.base !== NOT_KNOWN && isSameValue(lists.mine, lists.base);
  const ordered = isUntouched ? inOrder(entries, 'theirs') : inOrder(entries, 'mine');
  ordered.forEach(({ taken: names }, index) => {
    for (const name of names) taken.push(`${CLIENTS}[${index}]${name === '' ? '' : `.${name}`}`);
  });
  taken.push(...gone.sort((a, b) => a - b).map((index) => `${CLIENTS}[${index}]`));
  const list = ordered.map(({ value }) => value);
  return list.length === 0 && lists.mine.length === 0 ? three.mine : list;
}

/** Whether clients can be merged person by person: a list, none, or what nobody knows. */
export function isListOrNone(value: unknown): boolean {
  return value === undefined || value === null || value === NOT_KNOWN || Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const at = (index: number, countedIn: Place['countedIn'] = 'mine'): Place => ({
  path: `${CLIENTS}[${index}]`,
  countedIn,
});

function mergeEntries(lists: Lists, decisions: Decisions, gone: number[]): Entry[] {
  const { base, mine, theirs } = lists;
  const entries: Entry[] = [];
  const newMine = new Set(mine.keys());
  const newTheirs = new Set(theirs.keys());
  const pair = (m: number, t: number, from: unknown): void => {
    const three = { base: from, mine: mine[m], theirs: theirs[t] };
    entries.push({ mine: m, theirs: t, ...mergePerson(at(m), three, decisions) });
  };

  if (base !== NOT_KNOWN) {
    const inMine = matchPeople(base, mine);
    const inTheirs = matchPeople(base, theirs);
    base.forEach((from, index) => {
      const m = inMine.get(index);
      const t = inTheirs.get(index);
      if (m !== undefined) newMine.delete(m);
      if (t !== undefined) newTheirs.delete(t);
      if (m !== undefined && t !== undefined) {
        pair(m, t, from);
      } else if (m !== undefined) {
        // Removed on the server.
        const three = { base: from, mine: mine[m], theirs: undefined };
        const keep = hasChanged(from, mine[m]) && decisions.collide(at(m), three) === 'mine';
        if (keep) entries.push({ mine: m, theirs: undefined, value: mine[m], taken: [] });
        else gone.push(m);
      } else if (t !== undefined && !isSameValue(from, theirs[t])) {
        // Removed in the file, and changed on the server.
        const three = { base: from, mine: undefined, theirs: theirs[t] };
        if (decisions.collide(at(t, 'theirs'), three) === 'theirs') entries.push(fromServer(t, theirs[t]));
      }
    });
  }

  // Without a base, somebody on one side only may have been added there, or removed on the other.
  const added = base === NOT_KNOWN ? NOT_KNOWN : undefined;
  const [restOfMine, restOfTheirs] = [[...newMine], [...newTheirs]];
  const inBoth = matchPeople(
    restOfMine.map((index) => mine[index]),
    restOfTheirs.map((index) => theirs[index]),
  );
  restOfMine.forEach((m, index) => {
    const partner = inBoth.get(index);
    const t = partner === undefined ? undefined : restOfTheirs[partner];
    if (t !== undefined) {
      newTheirs.delete(t);
      pair(m, t, added);
    } else if (
      added === undefined ||
      decisions.collide(at(m), { base: added, mine: mine[m], theirs: undefined }) === 'mine'
    ) {
      entries.push({ mine: m, theirs: undefined, value: mine[m], taken: [] });
    } else {
      gone.push(m);
    }
  });
  for (const t of newTheirs) {
    const three = { base: added, mine: undefined, theirs: theirs[t] };
    if (added === undefined || decisions.collide(at(t, 'theirs'), three) === 'theirs') {
      entries.push(fromServer(t, theirs[t]));
    }
  }
  return entries;
}

function fromServer(theirs: number, person: unknown): Entry {
  return { mine: undefined, theirs, value: withoutAnnotations(person), taken: [''] };
}

/**
 * Two edits that are harmless each by itself can make the same person of two entries, such as an address changed here
 * to that of somebody added there. That is for the user to decide.
 */
function withoutDoubles(entries: readonly Entry[], lists: Lists, decisions: Decisions): Entry[] {
  const groups = groupBy(entries, ({ value }) => personKey(value));
  const [inMine, inTheirs] = [groupBy(lists.mine, personKey), groupBy(lists.theirs, personKey)];
  return [...groups].flatMap(([key, group]) => {
    if (group.length <= Math.max(inMine.get(key)?.length ?? 0, inTheirs.get(key)?.length ?? 0)) return group;
    const place = group.find(({ mine }) => mine !== undefined)?.mine;
    const versions = (side: 'mine' | 'theirs'): Entry[] =>
      group.flatMap((entry) => {
        const index = entry[side];
        if (index === undefined) return [];
        return [{ ...entry, value: lists[side][index], taken: side === 'theirs' ? [''] : [] }];
      });
    const [mine, theirs] = [versions('mine'), versions('theirs')];
    const values = (side: readonly Entry[]): unknown[] => side.map(({ value }) => value);
    const three = { base: undefined, mine: values(mine), theirs: values(theirs) };
    return decisions.collide(at(place ?? 0), three) === 'mine' ? mine : theirs;
  });
}

/** By the index on one side; who has none there comes last, in the order of the other side. */
function inOrder(entries: readonly Entry[], side: 'mine' | 'theirs'): Entry[] {
  const other = side === 'mine' ? 'theirs' : 'mine';
  const last = Number.MAX_SAFE_INTEGER;
  return [...entries].sort(
    (a, b) => (a[side] ?? last) - (b[side] ?? last) || (a[other] ?? last) - (b[other] ?? last),
  );
}
