import type { Base } from '../../core/send/base';
import type { SendRecord } from '../../core/send/record';
import { type Knowledge, outdatedBase } from '../keepBase';

/**
 * What the files of one appointment in a run learn from each other. They were all made from the same base, so what others
 * have changed since then, and one of the files has taken over or overwritten, is news for the next one too.
 */
export class SharedBase {
  #left = 0;
  #count = 0;
  /** The tag after the last send that was saved and of which nothing else was read; `null`: not known. */
  #etagNow: string | null | undefined;
  /** Whether some file does not have what the server has. */
  #isBehind = false;

  /** One more file is to come. */
  expect(): void {
    this.#count += 1;
    this.#left += 1;
  }

  get hasMoreToCome(): boolean {
    return this.#left > 1;
  }

  /**
   * Counts a file that was sent.
   *
   * @returns what the next file was made from, and what to keep, where that is not what this send has come to know
   */
  pass(record: SendRecord, knowledge: Pick<Knowledge, 'before' | 'theirs' | 'sent'>): Base | undefined {
    this.#left -= 1;
    if (this.#count === 1) return undefined;
    const { outcome, request, merge, etagNow } = record;
    if (outcome.kind !== 'updated') {
      this.#isBehind = true;
      return knowledge.before;
    }
    const seen = this.#etagNow;
    this.#etagNow = outcome.readBack.kind === 'asSent' ? etagNow : null;
    const outdated = outdatedBase(knowledge);
    if (outdated === undefined) return undefined;
    // Somebody has changed it between two of our files: the first of them does not know.
    if (merge?.isFileBehind === true || (seen !== undefined && seen !== request.etagSent))
      this.#isBehind = true;
    return this.#left > 0 || this.#isBehind ? outdated : undefined;
  }
}
