import { type Disposable, EventEmitter, type Memento } from 'vscode';
import type { CloudName } from '../core/graph/clouds';
import { isRecord } from '../core/graph/reply';
import { isKeyOf, type Target } from '../core/graph/target';
import type { Base, BaseStore, KnownAppointment } from '../core/send/base';

const PREFIX = 'vappt.base.v1:';

/** Bases in VS Code's workspace storage: they survive a restart, and never get into the user's files. */
export class MementoBaseStore implements BaseStore, Disposable {
  readonly #memento: Memento;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  get(key: string): KnownAppointment | undefined {
    const stored = this.#memento.get<unknown>(PREFIX + key);
    // The storage can be of another version of this extension, or damaged: then nothing is known.
    return isKnown(stored) ? stored : undefined;
  }

  async set(key: string, known: KnownAppointment): Promise<void> {
    await this.#memento.update(PREFIX + key, known);
    this.#changed.fire();
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
    const meant = this.#memento
      .keys()
      .filter((key) => key.startsWith(PREFIX) && isMeant(key.slice(PREFIX.length)));
    for (const key of meant) await this.#memento.update(key, undefined);
    if (meant.length > 0) this.#changed.fire();
    return meant.length > 0;
  }

  async delete(key: string): Promise<void> {
    await this.#memento.update(PREFIX + key, undefined);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** What may stand in a header. */
const SENDABLE = /^[\x21-\x7e]+$/;

function isKnown(value: unknown): value is KnownAppointment {
  return (
    isRecord(value) && isBase(value['base']) && (value['theirs'] === undefined || isBase(value['theirs']))
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
