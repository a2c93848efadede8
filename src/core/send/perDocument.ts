import { type Appointment, changedPaths } from '../graph/appointment';
import { withOwnChanges } from '../merge/ownChanges';
import { undoneChanges } from '../merge/undoneChanges';
import type { Base, BaseWrite, KnownAppointment } from './base';

/**
 * What is stored of an appointment that several documents are about. What one of them has taken over from others, by a
 * merge or a fetch, the others do not have: they keep the base that they were made from, and meet a conflict.
 */
export interface SharedAppointment extends KnownAppointment {
  /** The documents that were made from the base. */
  readonly readers?: readonly string[];
  /** The documents that were made from an older one. One that is in neither list may be one of them by another name. */
  readonly outdated?: Readonly<Record<string, Base>>;
}

/** A document as far as it matters what it was made from. */
export interface Reader {
  /** Its URI. */
  readonly document: string;
  /** What it sends, where that is known. */
  readonly body?: Appointment;
}

/**
 * What is known of an appointment where a document is concerned. One that is behind is not held up where it would undo
 * nothing.
 */
export function knownTo({ document, body }: Reader, shared: SharedAppointment): KnownAppointment {
  const known = withoutDocuments(shared);
  const own = withNewcomers(shared, [document]).outdated?.[document];
  if (own === undefined) return known;
  const isHarmless =
    body !== undefined && undoneChanges(own.appointment, body, known.base.appointment).length === 0;
  return isHarmless ? known : { base: own, theirs: known.theirs ?? known.base };
}

/** What is known of an appointment, whichever document is about it. */
export function withoutDocuments({ base, theirs, spent }: SharedAppointment): KnownAppointment {
  return { base, ...(theirs !== undefined && { theirs }), ...(spent === true && { spent }) };
}

/**
 * What is stored after a document has come to know something.
 *
 * @param reader `undefined`: it was read for no document
 * @param shared what was stored before
 * @param write set when the base has moved by a write
 */
export function afterNews(
  reader: Reader | undefined,
  shared: SharedAppointment | undefined,
  known: KnownAppointment,
  write?: BaseWrite,
): SharedAppointment {
  const document = reader?.document;
  if (shared === undefined) return { ...known, ...(document !== undefined && { readers: [document] }) };
  const all = withNewcomers(shared, document === undefined ? [] : [document]);
  const { readers = [], outdated = {} } = all;
  const before = withoutDocuments(shared);
  const own = reader === undefined ? before : knownTo(reader, shared);
  const hasMoved = write !== undefined || known.base.etag !== own.base.etag;
  const isOutdated = document !== undefined && Object.hasOwn(outdated, document);
  // Where it undoes nothing, it goes by the base of all: that it has been read anew shows by the time alone.
  const isReadAnew = known.theirs === undefined && known.base.readAt > before.base.readAt;
  if (!hasMoved && isOutdated && !isReadAnew) {
    // Its conflict may have shown what the others do not know yet.
    const { theirs = before.theirs } = known;
    const isNews = theirs !== undefined && theirs.etag !== before.base.etag;
    return { ...all, ...(isNews && { theirs }) };
  }
  const inSync = new Set(document === undefined ? [] : [document]);
  const left: Record<string, Base> = {};
  /** Most documents have the same base. */
  const moved = new Map<Base, { readonly now: Base; readonly isSame: boolean }>();
  const move = (base: Base): { readonly now: Base; readonly isSame: boolean } => {
    const now = write === undefined ? base : withWrite(base, write);
    const isSame = changedPaths(now.appointment, known.base.appointment).length === 0;
    moved.set(base, { now, isSame });
    return { now, isSame };
  };
  for (const other of new Set([...readers, ...Object.keys(outdated)])) {
    if (other === document) continue;
    const older = Object.hasOwn(outdated, other) ? outdated[other] : undefined;
    const base = older ?? before.base;
    const { now, isSame } = moved.get(base) ?? move(base);
    if (isSame || (!hasMoved && older === undefined)) inSync.add(other);
    else left[other] = now;
  }
  return {
    ...known,
    ...(inSync.size > 0 && { readers: [...inSync] }),
    ...(Object.keys(left).length > 0 && { outdated: left }),
  };
}

/** What is stored where documents were made from what is known, unless they are known to be behind. */
export function withReaders(shared: SharedAppointment, documents: Iterable<string>): SharedAppointment {
  const { readers = [], outdated = {} } = shared;
  const others = [...documents].filter((each) => !Object.hasOwn(outdated, each));
  const all = [...new Set([...readers, ...others])];
  return { ...shared, ...(all.length > 0 && { readers: all }) };
}

/**
 * What is stored where documents are about an appointment that were not there, or not looked at, when it was read. They
 * count as made from what is known; where a document is behind, from what that one was made from: they may be copies of
 * it, or the same one with a new name.
 */
export function withNewcomers(shared: SharedAppointment, documents: Iterable<string>): SharedAppointment {
  const { readers = [], outdated = {} } = shared;
  const [oldest] = Object.values(outdated).sort((a, b) => a.readAt - b.readAt);
  if (oldest === undefined) return withReaders(shared, documents);
  const known = new Set(readers);
  const newcomers = [...documents].filter((each) => !known.has(each));
  const inherited = Object.fromEntries(newcomers.map((each) => [each, oldest]));
  return { ...shared, outdated: { ...inherited, ...outdated } };
}

/**
 * What is stored where documents are gone. One of them may come up by another name, or come back: of those that were
 * behind the oldest base is kept, which newcomers count as made from.
 *
 * @param isThere whether there is still a document of that name
 */
export function withoutVanished(
  shared: SharedAppointment,
  isThere: (document: string) => boolean,
): SharedAppointment {
  const older = Object.entries(shared.outdated ?? {}).sort(([, a], [, b]) => a.readAt - b.readAt);
  const vanished = new Set(
    older
      .map(([document]) => document)
      .filter((each) => !isThere(each))
      .slice(1),
  );
  if (vanished.size === 0) return shared;
  return { ...shared, outdated: Object.fromEntries(older.filter(([document]) => !vanished.has(document))) };
}

/** What is stored where a document has just been made from what is known. */
export function madeFrom(document: string, shared: SharedAppointment): SharedAppointment {
  const { outdated = {}, ...rest } = shared;
  const left = Object.entries(outdated).filter(([each]) => each !== document);
  const { readers = [] } = shared;
  return {
    ...rest,
    readers: [...new Set([...readers, document])],
    ...(left.length > 0 && { outdated: Object.fromEntries(left) }),
  };
}

/** What is stored where a document does not have what the others have. */
export function behind(document: string, shared: SharedAppointment, base: Base): SharedAppointment {
  const readers = (shared.readers ?? []).filter((each) => each !== document);
  return { ...shared, readers, outdated: { ...shared.outdated, [document]: base } };
}

function withWrite(base: Base, { found, sent }: BaseWrite): Base {
  return { ...base, appointment: withOwnChanges(base.appointment, found, sent) };
}
