import { type Disposable, Uri } from 'vscode';
import { KeptRuns } from '../../node/keptRuns';
import { readKept, removeKept, writeKept } from '../../node/keptFile';
import type { Clock, Logger } from '../../core/ports';
import { type FileResult } from './fileResult';
import { Results } from './results';
import { fromStored, toStored } from './storedResults';

/** For how long what is left of a run is kept. */
const RETENTION_MS = 30 * 24 * 60 * 60 * 1000;

export interface BulkPlace {
  /** A folder on this machine's disk, also where the workspace is not. */
  readonly folder: Uri;
  /** Whether other windows use it too. */
  readonly isShared: boolean;
}

export interface BulkParts extends BulkPlace {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Whether the user wants results to outlive the window. */
  readonly keepsResults: () => boolean;
}

/** What Send Patches has beside the commands: the view of its results, and what lets a run be gone on with. */
export class Bulk implements Disposable {
  readonly runs: KeptRuns;
  readonly results: Results;
  readonly #parts: BulkParts;
  readonly #file: string;
  #keeping: Promise<void> = Promise.resolve();

  constructor(parts: BulkParts) {
    this.#parts = parts;
    this.#file = Uri.joinPath(parts.folder, 'results.json').fsPath;
    this.runs = new KeptRuns(parts.folder.fsPath, parts.isShared);
    this.results = new Results((results) => this.#keep(results));
  }

  /** Before this nothing is of use any more, in milliseconds since the epoch. */
  get since(): number {
    return this.#parts.clock.now() - RETENTION_MS;
  }

  /** The results of a window before this one. */
  async stored(): Promise<FileResult[]> {
    if (this.#parts.keepsResults()) {
      const results = fromStored(await readKept(this.#file), this.since);
      if (results.length > 0) return results;
    }
    await removeKept(this.#file);
    return [];
  }

  dispose(): void {
    this.results.dispose();
  }

  /** One after the other, so that the last one stays. Results that cannot be kept are no reason to fail. */
  async #keep(results: readonly FileResult[]): Promise<void> {
    const { clock, keepsResults, logger } = this.#parts;
    this.#keeping = this.#keeping
      .then(() =>
        results.length > 0 && keepsResults()
          ? writeKept(this.#file, toStored(results, clock.now()))
          : removeKept(this.#file),
      )
      .catch((error: unknown) => {
        logger.warn(`The results were not stored: ${String(error)}`);
      });
    await this.#keeping;
  }
}
