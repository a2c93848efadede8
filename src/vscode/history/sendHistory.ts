import type { Memento } from 'vscode';
import { type HistoryEntry, readHistory, withEntries } from '../../core/history/entry';

const KEY = 'vappt.history.v1';

/** The last sends of this workspace, in VS Code's workspace storage, newest first. */
export class SendHistory {
  readonly #memento: Memento;
  readonly #limit: () => number;
  readonly #changed: () => void;

  /**
   * @param limit how many to keep by now; 0: none
   * @param changed is told whenever it changes
   */
  constructor(memento: Memento, limit: () => number, changed: () => void) {
    this.#memento = memento;
    this.#limit = limit;
    this.#changed = changed;
  }

  entries(): readonly HistoryEntry[] {
    return readHistory(this.#memento.get(KEY)).slice(0, this.#limit());
  }

  /** @param entries the oldest first */
  async add(...entries: HistoryEntry[]): Promise<void> {
    const limit = this.#limit();
    await this.#store(limit === 0 ? undefined : withEntries(this.entries(), entries, limit));
  }

  async clear(): Promise<void> {
    await this.#store(undefined);
  }

  /** Forgets what is beyond the limit that holds by now. */
  trim(): void {
    if (this.#limit() < readHistory(this.#memento.get(KEY)).length) void this.add();
  }

  async #store(entries: readonly HistoryEntry[] | undefined): Promise<void> {
    await this.#memento.update(KEY, entries);
    this.#changed();
  }
}
