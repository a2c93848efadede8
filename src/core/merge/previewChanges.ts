import { type Appointment, applyPatch, changedPaths, isAnnotation } from '../graph/appointment';
import { isRecord } from '../graph/reply';
import { CLIENTS } from './mergeClients';
import { matchPeople } from './matchPeople';

/** What a payload will do, property by property. Paths only: values are seen in Compare. */
export interface PlannedChanges {
  /** Indexes of clients count in the payload. */
  readonly changed: readonly string[];
  /** Those of `changed` that are clients whom the server does not have. */
  readonly added: readonly string[];
  /** What the payload says and the server has already: it could be left out. */
  readonly unchanged: readonly string[];
  /** Clients who will be gone, since the list is replaced as a whole. Indexes count in the list of the server. */
  readonly vanishing: readonly string[];
}

/** @param state the base, or the appointment as it was just read */
export function previewChanges(state: Appointment, body: Appointment): PlannedChanges {
  const changed: string[] = [];
  const added: string[] = [];
  const unchanged: string[] = [];
  const vanishing: string[] = [];
  for (const [name, value] of Object.entries(body)) {
    if (isAnnotation(name) || name === 'id') continue;
    const before = { [name]: state[name] };
    const differs = changedPaths(before, applyPatch(before, { [name]: value }));
    if (differs.length === 0) {
      unchanged.push(name);
    } else if (name === CLIENTS && Array.isArray(value)) {
      const people = peopleChanges(listOf(state[CLIENTS]), value);
      changed.push(...people.changed);
      added.push(...people.added);
      vanishing.push(...people.vanishing);
    } else {
      changed.push(...differs);
      unchanged.push(...sameMembers(name, state[name], value));
    }
  }
  if (body[CLIENTS] === null) vanishing.push(...listOf(state[CLIENTS]).map((_each, index) => at(index)));
  return { changed, added, unchanged, vanishing };
}

function peopleChanges(
  before: readonly unknown[],
  after: readonly unknown[],
): Pick<PlannedChanges, 'changed' | 'added' | 'vanishing'> {
  const places = matchPeople(after, before);
  const changed = after.flatMap((person, index) => {
    const place = places.get(index);
    const known = place === undefined ? undefined : before[place];
    if (!isRecord(person) || !isRecord(known)) return known === person ? [] : [at(index)];
    return changedPaths({ entry: known }, { entry: person }).map((path) => path.replace('entry', at(index)));
  });
  const added = [...after.keys()].filter((index) => !places.has(index)).map(at);
  const kept = new Set(places.values());
  const vanishing = [...before.keys()].filter((index) => !kept.has(index)).map(at);
  // The same people in another order.
  return { changed: changed.length + vanishing.length === 0 ? [CLIENTS] : changed, added, vanishing };
}

function sameMembers(name: string, before: unknown, value: unknown): string[] {
  if (!isRecord(value)) return [];
  return Object.entries(value)
    .filter(([member, each]) => {
      const known = isRecord(before) ? before[member] : undefined;
      return !isAnnotation(member) && changedPaths({ known }, { known: each }).length === 0;
    })
    .map(([member]) => `${name}.${member}`);
}

function at(index: number): string {
  return `${CLIENTS}[${index}]`;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
