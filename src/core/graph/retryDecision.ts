import { retryAfterMs } from './retryAfter';

/** All waiting for one request together. */
export const MAX_WAIT_MS = 5 * 60_000;
const FIRST_BACKOFF_MS = 1000;
const LONGEST_BACKOFF_MS = 60_000;

export interface AttemptFacts {
  readonly status: number;
  readonly retryAfter: string | null;
  /** How many times the request has been sent. */
  readonly attempts: number;
  readonly waitedMs: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Whether to send the same request again, and when. Only for answers that say "not done": 429, and 503 with
 * `Retry-After`. Graph asks to wait as long as the header says, and to back off exponentially without one.
 * https://learn.microsoft.com/graph/throttling
 *
 * @returns milliseconds to wait, or `undefined` to stop
 */
export function retryDelay({
  status,
  retryAfter,
  attempts,
  waitedMs,
  now,
}: AttemptFacts): number | undefined {
  if (!isThrottled(status, retryAfter)) return undefined;
  const asked = retryAfter === null ? undefined : retryAfterMs(retryAfter, now);
  const backoff = Math.min(FIRST_BACKOFF_MS * 2 ** (attempts - 1), LONGEST_BACKOFF_MS);
  // A server that asks for no wait again and again must not be asked in a hot loop.
  const delay = asked === undefined || asked === 0 ? backoff : asked;
  return waitedMs + delay > MAX_WAIT_MS ? undefined : delay;
}

/** Whether an answer says that the request was not carried out because there are too many. */
export function isThrottled(status: number, retryAfter: string | null): boolean {
  return status === 429 || (status === 503 && retryAfter !== null);
}
