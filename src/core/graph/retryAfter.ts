const SECONDS = /^\d+$/;

/**
 * How long a `Retry-After` header asks to wait, in milliseconds: seconds or an HTTP date (RFC 9110, 10.2.3). A date in
 * the past asks for no wait.
 *
 * @returns `undefined` for a header that is neither
 */
export function retryAfterMs(header: string, now: number): number | undefined {
  const value = header.trim();
  if (SECONDS.test(value)) return Number(value) * 1000;
  // The date must be spelt out: Date.parse alone would take "-5" for a year.
  const date = /^[A-Z][a-z]{2}, /.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
