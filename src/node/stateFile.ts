import { readFile } from 'node:fs/promises';
import { writeFileAtomically } from './atomicFile';

/** A JSON file that follows a state: each write waits for the one before, and states in between are skipped. */
export class StateFile {
  readonly #path: string;
  readonly #onError: (error: unknown) => void;
  #next: unknown;
  #writing: Promise<void> | undefined;

  constructor(path: string, onError: (error: unknown) => void) {
    this.#path = path;
    this.#onError = onError;
  }

  /** The state as it was left, or nothing where there is no file yet. @throws when it cannot be read or is not JSON */
  async read(): Promise<unknown> {
    let text: string;
    try {
      text = await readFile(this.#path, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    }
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  }

  write(state: unknown): void {
    this.#next = state;
    this.#writing ??= this.#writeAll();
  }

  /** Resolves when everything that was given has been written. */
  async flush(): Promise<void> {
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    // In the next turn, so that the caller never meets an error or a wait.
    await Promise.resolve();
    while (this.#next !== undefined) {
      const state = this.#next;
      this.#next = undefined;
      try {
        await writeFileAtomically(this.#path, `${JSON.stringify(state, null, 2)}\n`);
      } catch (error) {
        this.#onError(error);
      }
    }
    // Here and not when the promise is settled: what is given in between would wait for the next write.
    this.#writing = undefined;
  }
}
