import type { Memento } from 'vscode';
import type { CloudName } from '../core/graph/clouds';
import { isRecord } from '../core/graph/reply';
import { isKeyOf, type Target } from '../core/graph/target';
import {
  type Base,
  type BaseStore,
  type BaseWrite,
  type KnownAppointment,
  lastReadAt,
} from '../core/send/base';
import {
  afterNews,
  knownTo,
  madeFrom,
  type Reader,
  type SharedAppointment,
  withoutDocuments,
  withReaders,
} from '../core/send/perDocument';

const PREFIX = 'vappt.base.v1:';
/** Of what is written here. Data without a version is of the first. */
const VERSION = 1;

/** Bases in VS Code's workspace storage: they survive a restart, and never get into the user's files. */
export class MementoBaseStore implements BaseStore {
  readonly #memento: Memento;
  readonly #changed: () => void;
  /** Where a newer version of this extension has written: its data is not understood, and not destroyed. */
  readonly #beside = new Map<string, SharedAppointment>();
  /** The documents for which an appointment was looked up in this window: they count as made from what was known then. */
  readonly #seen = new Map<string, Set<string>>();

  /** @param changed is told whenever what is known changes */
  constructor(memento: Memento, changed: () => void = () => undefined) {
    this.#memento = memento;
    this.#changed = changed;
  }

  /** What is known of an appointment, whichever document is about it. */
  get(key: string): KnownAppointment | undefined {
    const shared = this.#read(key);
    return shared && withoutDocuments(shared);
  }

  /** What is known of an appointment where a document is concerned. */
  getFor(reader: Reader, key: string): KnownAppointment | undefined {
    const stored = this.#read(key);
    const seen = this.#seen.get(key) ?? new Set();
    const known = stored && knownTo(reader, withReaders(stored, seen));
    // While one is behind, a newcomer may be that one, though it undoes nothing so far.
    const isOneBehind = Object.keys(stored?.outdated ?? {}).length > 0;
    if (!isOneBehind && !seen.has(reader.document)) {
      this.#seen.set(key, seen.add(reader.document));
      if (stored !== undefined) void this.#write(key, withReaders(stored, seen));
    }
    return known;
  }

  /** A document was written from what is known, whatever it was before. */
  async madeFrom(document: string, key: string): Promise<void> {
    const stored = this.#read(key);
    if (stored !== undefined) await this.#write(key, madeFrom(document, stored));
    this.#changed();
  }

  /** What is known of documents goes on to be known when they have other names, or their folders have. */
  async rename(before: string, after: string): Promise<void> {
    const named = (document: string): string =>
      document === before || document.startsWith(`${before}/`)
        ? after + document.slice(before.length)
        : document;
    for (const seen of this.#seen.values()) {
      const names = [...seen].map(named);
      seen.clear();
      for (const each of names) seen.add(each);
    }
    for (const key of this.keys()) {
      const stored = this.#read(key);
      if (stored === undefined) continue;
      const { readers = [], outdated = {} } = stored;
      if (![...readers, ...Object.keys(outdated)].some((each) => named(each) !== each)) continue;
      const older = Object.entries(outdated).map(([document, base]) => [named(document), base] as const);
      await this.#write(key, {
        ...stored,
        readers: readers.map(named),
        ...(older.length > 0 && { outdated: Object.fromEntries(older) }),
      });
    }
  }

  async set(key: string, known: KnownAppointment, write?: BaseWrite): Promise<void> {
    await this.#set(undefined, key, known, write);
  }

  /** The store as a document sees it: what others have taken over, it may not have. */
  of(reader: Reader): BaseStore {
    return {
      get: (key) => this.getFor(reader, key),
      set: (key, known, write) => this.#set(reader, key, known, write),
      delete: (key) => this.delete(key),
    };
  }

  async #set(
    reader: Reader | undefined,
    key: string,
    known: KnownAppointment,
    write: BaseWrite | undefined,
  ): Promise<void> {
    const stored = this.#read(key);
    const seen = this.#seen.get(key) ?? [];
    const shared = afterNews(reader, stored && withReaders(stored, seen), known, write);
    await this.#write(key, stored === undefined ? withReaders(shared, seen) : shared);
    this.#changed();
  }

  async #write(key: string, shared: SharedAppointment): Promise<void> {
    if (isNewer(this.#memento.get<unknown>(PREFIX + key))) this.#beside.set(key, shared);
    else await this.#memento.update(PREFIX + key, { version: VERSION, ...shared });
  }

  #read(key: string): SharedAppointment | undefined {
    const stored = this.#memento.get<unknown>(PREFIX + key);
    if (isNewer(stored)) return this.#beside.get(key);
    // The storage can be damaged: then nothing is known.
    return isKnown(stored) ? stored : undefined;
  }

  /** The appointments about which something is stored, as `targetKey` names them. */
  keys(): string[] {
    return this.#memento.keys().flatMap((key) => (key.startsWith(PREFIX) ? [key.slice(PREFIX.length)] : []));
  }

  /** Forgets what was last read before a time, in milliseconds since the epoch. */
  async forgetOlderThan(time: number): Promise<void> {
    await this.#forget((key) => {
      const stored = this.#memento.get<unknown>(PREFIX + key);
      return isKnown(stored) && lastReadAt(stored) < time;
    });
  }

  /** Forgets all appointments of a cloud. */
  async forgetCloud(cloud: CloudName): Promise<void> {
    await this.#forget((key) => key.startsWith(`["${cloud}",`));
  }

  /** Forgets an appointment, whoever read it. Returns whether anything was known about it. */
  async forgetTarget(target: Target): Promise<boolean> {
    return await this.#forget((key) => isKeyOf(key, target));
  }

  async #forget(isMeant: (key: string) => boolean): Promise<boolean> {
    const meant = this.keys().filter(isMeant);
    for (const key of meant) {
      this.#beside.delete(key);
      this.#seen.delete(key);
      await this.#memento.update(PREFIX + key, undefined);
    }
    if (meant.length > 0) this.#changed();
    return meant.length > 0;
  }

  async delete(key: string): Promise<void> {
    this.#beside.delete(key);
    this.#seen.delete(key);
    if (!isNewer(this.#memento.get<unknown>(PREFIX + key)))
      await this.#memento.update(PREFIX + key, undefined);
    this.#changed();
  }
}

/** What may stand in a header. */
const SENDABLE = /^[\x21-\x7e]+$/;

function isNewer(value: unknown): boolean {
  return isRecord(value) && typeof value['version'] === 'number' && value['version'] > VERSION;
}

function isKnown(value: unknown): value is SharedAppointment {
  if (!isRecord(value) || isNewer(value)) return false;
  const { base, theirs, spent, readers = [], outdated = {} } = value;
  return (
    isBase(base) &&
    (theirs === undefined || isBase(theirs)) &&
    (spent === undefined || spent === true) &&
    Array.isArray(readers) &&
    readers.every((each) => typeof each === 'string') &&
    isRecord(outdated) &&
    Object.values(outdated).every(isBase)
  );
}

function isBase(value: unknown): value is Base {
  if (!isRecord(value)) return false;
  const { etag, appointment, readAt } = value;
  return (
    (etag === null || (typeof etag === 'string' && SENDABLE.test(etag))) &&
    isRecord(appointment) &&
    typeof readAt === 'number'
  );
}
