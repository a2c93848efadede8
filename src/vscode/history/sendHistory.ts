import { type Disposable, EventEmitter, type Memento } from 'vscode';
import { type HistoryEntry, readHistory, withEntry } from '../../core/history/entry';

const KEY = 'vappt.history.v1';

/** The last sends of this workspace, in VS Code's workspace storage, newest first. */
export class SendHistory implements Disposable {
  readonly #memento: Memento;
  readonly #limit: () => number;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  /** @param limit how many to keep by now; 0: none */
  constructor(memento: Memento, limit: () => number) {
    this.#memento = memento;
    this.#limit = limit;
  }

  entries(): readonly HistoryEntry[] {
    return readHistory(this.#memento.get(KEY)).slice(0, this.#limit());
  }

  async add(entry: HistoryEntry): Promise<void> {
    const limit = this.#limit();
    await this.#store(limit === 0 ? undefined : withEntry(this.entries(), entry, limit));
  }

  async clear(): Promise<void> {
    await this.#store(undefined);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #store(entries: readonly HistoryEntry[] | undefined): Promise<void> {
    await this.#memento.update(KEY, entries);
    this.#changed.fire();
  }
}
