import type { Memento } from 'vscode';
import type { CloudName } from '../core/graph/clouds';
import { isRecord } from '../core/graph/reply';
import { isKeyOf, type Target } from '../core/graph/target';
import { type Base, type BaseStore, type KnownAppointment, lastReadAt } from '../core/send/base';

const PREFIX = 'vappt.base.v1:';
/** Of what is written here. Data without a version is of the first. */
const VERSION = 1;

/** Bases in VS Code's workspace storage: they survive a restart, and never get into the user's files. */
export class MementoBaseStore implements BaseStore {
  readonly #memento: Memento;
  readonly #changed: () => void;
  /** Where a newer version of this extension has written: its data is not understood, and not destroyed. */
  readonly #beside = new Map<string, KnownAppointment>();

  /** @param changed is told whenever what is known changes */
  constructor(memento: Memento, changed: () => void = () => undefined) {
    this.#memento = memento;
    this.#changed = changed;
  }

  get(key: string): KnownAppointment | undefined {
    const stored = this.#memento.get<unknown>(PREFIX + key);
    if (isNewer(stored)) return this.#beside.get(key);
    // The storage can be damaged: then nothing is known.
    return isKnown(stored) ? stored : undefined;
  }

  async set(key: string, known: KnownAppointment): Promise<void> {
    if (isNewer(this.#memento.get<unknown>(PREFIX + key))) this.#beside.set(key, known);
    else await this.#memento.update(PREFIX + key, { version: VERSION, ...known });
    this.#changed();
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
      await this.#memento.update(PREFIX + key, undefined);
    }
    if (meant.length > 0) this.#changed();
    return meant.length > 0;
  }

  async delete(key: string): Promise<void> {
    this.#beside.delete(key);
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

function isKnown(value: unknown): value is KnownAppointment {
  if (!isRecord(value) || isNewer(value)) return false;
  const { base, theirs, spent } = value;
  return isBase(base) && (theirs === undefined || isBase(theirs)) && (spent === undefined || spent === true);
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
