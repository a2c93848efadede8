import type { Clock, HttpResponse } from '../ports';
import { retryAfterMs } from '../graph/retryAfter';
import { isThrottled, MAX_WAIT_MS } from '../graph/retryDecision';

/**
 * The one pause of all sends: when the service asks one of them to wait, nobody sends before the time is over. A wait
 * that is longer than anybody waits ends the run instead: what is left gets the same answer without being sent.
 */
export class SharedPause {
  readonly #clock: Clock;
  readonly #onPause: ((milliseconds: number) => void) | undefined;
  #until = 0;
  #refusal: HttpResponse | undefined;

  constructor(clock: Clock, onPause?: (milliseconds: number) => void) {
    this.#clock = clock;
    this.#onPause = onPause;
  }

  /**
   * Resolves when requests may be sent.
   *
   * @returns the answer that a request would get, when there is no point in sending it
   * @throws CancelledError when `signal` is aborted meanwhile
   */
  async over(signal: AbortSignal | undefined): Promise<HttpResponse | undefined> {
    for (;;) {
      if (this.#refusal !== undefined) return this.#refusal;
      const left = this.#until - this.#clock.monotonic();
      if (left <= 0) return undefined;
      // Timers may be a little early, and another answer may have made the pause longer meanwhile.
      await this.#clock.sleep(Math.ceil(left), signal);
    }
  }

  /** Takes note of an answer, whole or a part of a batch. */
  observe(response: HttpResponse): void {
    const retryAfter = response.headers['retry-after'] ?? null;
    if (retryAfter === null || !isThrottled(response.status, retryAfter)) return;
    const delay = retryAfterMs(retryAfter, this.#clock.now());
    if (delay === undefined || delay === 0) return;
    if (delay > MAX_WAIT_MS) {
      this.#refusal ??= response;
      return;
    }
    const now = this.#clock.monotonic();
    if (this.#until <= now) this.#onPause?.(delay);
    this.#until = Math.max(this.#until, now + delay);
  }
}
