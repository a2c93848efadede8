import type { Console } from '../console';
import type { Label } from './results';

/** How far a run is, in one line that is written again and again. There is none where nobody watches. */
export class Progress {
  readonly #write: ((line: string) => void) | undefined;
  readonly #total: number;
  #done = 0;
  #failed = 0;

  constructor({ progress }: Pick<Console, 'progress'>, total: number) {
    this.#write = progress;
    this.#total = total;
  }

  count(label: Label): void {
    this.#done += 1;
    if (label !== 'updated') this.#failed += 1;
    const failed = this.#failed === 0 ? '' : `, ${this.#failed} not updated`;
    this.#write?.(`${this.#done} of ${this.#total}${failed}`);
  }

  end(): void {
    this.#write?.('');
  }
}
