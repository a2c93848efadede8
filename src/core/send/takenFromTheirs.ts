import { type Appointment, changedPaths, isSameValue } from '../graph/appointment';
import { isRecord } from '../graph/reply';
import type { MergeConflict } from '../merge/conflict';
import { matchPeople } from '../merge/matchPeople';
import { CLIENTS } from '../merge/mergeClients';
import { bodyValue } from '../payload/body';
import type { PayloadDocument } from '../payload/model';
import type { MergeStep } from './mergeAndResend';

/**
 * What the payload has from the server now, by path. What the merge takes by itself is known; where something collided, the
 * user has had a say, so people who came from the server are looked for in the payload as it is now.
 */
export function takenFromTheirs({ document, merge, theirs }: MergeStep, decided: PayloadDocument): string[] {
  if (merge.conflicts.length === 0) return [...merge.taken];
  const [mine, body] = [bodyValue(document), bodyValue(decided)];
  const changed = changedPaths(mine, body);
  const unlike = changedPaths(body, theirs.appointment);
  // A list that has become empty differs as a whole, and not at one of its places.
  const concerns = (paths: readonly string[], place: string): boolean =>
    paths.some((path) => path === place || isWithin(path, place) || isWithin(place, path));
  const chosen = merge.conflicts
    .filter(
      (conflict) =>
        conflict.countedIn === 'mine' &&
        (clientPlace(conflict.path) === undefined
          ? concerns(changed, conflict.path) && !concerns(unlike, conflict.path)
          : isAsTheirs(conflict, mine, body)),
    )
    .map(({ path }) => path);
  const arrived = (now: Appointment): string[] => arrivedPeople(mine, now, theirs.appointment);
  const before = arrived(merge.merged);
  const found = [...merge.taken.filter((path) => !before.includes(path)), ...arrived(body), ...chosen];
  if (found.length > 0) return found;
  // Places in a list say nothing where people were removed or put in another order: then it is the list.
  return [...new Set(changed.map((path) => path.replace(/[.[].*$/s, '')))].filter((name) =>
    isSameValue(body[name], theirs.appointment[name]),
  );
}

/** The index of a person, and the property, if a path leads to one. */
function clientPlace(path: string): { readonly index: number; readonly name: string } | undefined {
  const [, index, name] = /^appointmentClients\[(\d+)\]\.(\w+)$/.exec(path) ?? [];
  return index === undefined || name === undefined ? undefined : { index: Number(index), name };
}

/** Whether a person of mine has the server's value in the payload as it is now, wherever that has the person. */
function isAsTheirs({ path, theirs }: MergeConflict, mine: Appointment, body: Appointment): boolean {
  const place = clientPlace(path);
  const people = clientsOf(body);
  const [now] = [...matchPeople(people, clientsOf(mine))].find(([, index]) => index === place?.index) ?? [];
  const person = now === undefined ? undefined : people[now];
  return place !== undefined && isRecord(person) && isSameValue(person[place.name], theirs);
}

/** Whether a path leads to something within the value at another. */
function isWithin(path: string, outer: string): boolean {
  return path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}

/** The people of a list who are in none of mine, and are as the server has them. */
function arrivedPeople(mine: Appointment, now: Appointment, theirs: Appointment): string[] {
  const people = clientsOf(now);
  const known = matchPeople(people, clientsOf(mine));
  return [...people.keys()]
    .filter(
      (index) => !known.has(index) && clientsOf(theirs).some((each) => isSameValue(each, people[index])),
    )
    .map((index) => `${CLIENTS}[${index}]`);
}

function clientsOf(appointment: Appointment): readonly unknown[] {
  const clients = appointment[CLIENTS];
  return Array.isArray(clients) ? clients : [];
}
