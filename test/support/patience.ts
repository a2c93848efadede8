/**
 * A time limit that is part of a test and not meant to run out, in milliseconds. The machine may stand still for seconds,
 * while it draws windows of VS Code; a test itself has 60.
 */
export const PATIENT_MS = 50_000;

/**
 * Runs something that waits until a time limit is over; once more and longer, where the limit was over before what had to
 * come first.
 *
 * @param limitMs short: it is waited for
 * @param tooEarly whether the limit was over too early
 */
export async function withPatience<R>(
  limitMs: number,
  run: (limitMs: number) => Promise<R>,
  tooEarly: (result: R) => boolean,
): Promise<R> {
  for (let limit = limitMs; ; limit *= 4) {
    const result = await run(limit);
    if (!tooEarly(result) || limit * 4 > PATIENT_MS) return result;
  }
}
