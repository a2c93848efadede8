import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type AttemptFacts, MAX_WAIT_MS, retryDelay } from '../../../../src/core/graph/retryDecision';

const FACTS: AttemptFacts = { status: 429, retryAfter: null, attempts: 1, waitedMs: 0, now: 0 };

describe('retryDelay', () => {
  const CASES: readonly (readonly [
    name: string,
    facts: Partial<AttemptFacts>,
    delayMs: number | undefined,
  ])[] = [
    ['429: as long as asked', { retryAfter: '10' }, 10_000],
    ['429 without a time: a second', {}, 1000],
    ['429 without a time, again: longer', { attempts: 3 }, 4000],
    ['429 without a time, many times: a minute', { attempts: 30 }, 60_000],
    ['429 with a time that makes no sense: as without', { retryAfter: 'soon', attempts: 2 }, 2000],
    ['429 with no wait: never in a hot loop', { retryAfter: '0', attempts: 2 }, 2000],
    ['429 with a date', { retryAfter: 'Thu, 01 Jan 1970 00:00:07 GMT' }, 7000],
    ['429: exactly all the waiting allowed', { retryAfter: '300' }, 300_000],
    ['429: a second more', { retryAfter: '301' }, undefined],
    ['429: the waiting before counts', { retryAfter: '10', waitedMs: 295_000 }, undefined],
    ['503 that asks to wait', { status: 503, retryAfter: '5' }, 5000],
    ['503 that does not', { status: 503 }, undefined],
    ...[200, 204, 400, 401, 403, 404, 409, 412, 500, 502, 504].map(
      (status) => [`${status}, even if it asks to wait`, { status, retryAfter: '1' }, undefined] as const,
    ),
  ];
  for (const [name, facts, delayMs] of CASES) {
    it(name, () => {
      assert.equal(retryDelay({ ...FACTS, ...facts }), delayMs);
    });
  }

  it('law: waits for something, and never longer than allowed, whatever the server asks', () => {
    const header = fc.option(fc.oneof(fc.nat({ max: 400 }).map(String), fc.string()));
    fc.assert(
      fc.property(fc.array(header, { minLength: 400, maxLength: 400 }), (headers) => {
        let waitedMs = 0;
        for (const [index, retryAfter] of headers.entries()) {
          const delayMs = retryDelay({ ...FACTS, retryAfter, attempts: index + 1, waitedMs });
          if (delayMs === undefined) return;
          assert.ok(delayMs > 0);
          waitedMs += delayMs;
          assert.ok(waitedMs <= MAX_WAIT_MS);
        }
        assert.fail('never gives up');
      }),
    );
  });
});
