import assert from 'node:assert/strict';
import { type LogEntry, startEmulator } from '../../../src/emulator';
import type { HttpResponse, HttpTransport } from '../../../src/core/ports';
import { fetchTransport } from '../../../src/node/fetchTransport';
import { job, outcomes, play } from '../../support/bulk';

describe('bulk: a service that throttles', () => {
  for (const batch of [false, true]) {
    it(`30 requests a second${batch ? ', in batches' : ''}: all arrive, and none before its time`, async () => {
      const log: LogEntry[] = [];
      const emulator = await startEmulator({
        log: (entry) => log.push(entry),
        faults: { ratePerSecond: 30 },
      });
      try {
        const jobs = Array.from({ length: 90 }, (_, index) =>
          job(`f${index}`, emulator.addMeeting({ appointment: true }).id),
        );
        const root = emulator.origin;
        const token = emulator.issueToken().access_token;
        const transport = new WatchedTransport();
        const results = await play({ root, token, transport }, jobs, { concurrency: 8, batch });
        assert.deepEqual(new Set(Object.values(outcomes(results))), new Set(['updated']));
        const changed = log.flatMap((entry) => entry.changed.map(({ meetingId }) => meetingId));
        assert.deepEqual([changed.length, new Set(changed).size], [90, 90]);
        if (!batch) assertPatience(transport.seen);
      } finally {
        await emulator.stop();
      }
    });
  }
});

interface Seen {
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly waitMs: number;
}

/** The real transport, and when each request left and was answered. */
class WatchedTransport implements HttpTransport {
  readonly seen: Seen[] = [];

  async send(...args: Parameters<HttpTransport['send']>): Promise<HttpResponse> {
    const sentAt = performance.now();
    const response = await fetchTransport.send(...args);
    const waitMs = Number(response.headers['retry-after'] ?? 0) * 1000;
    this.seen.push({ sentAt, answeredAt: performance.now(), waitMs });
    return response;
  }
}

/** Once somebody was asked to wait, nothing was sent before the time was over. */
function assertPatience(seen: readonly Seen[]): void {
  const refusals = seen.filter(({ waitMs }) => waitMs > 0);
  assert.ok(refusals.length > 0, 'nothing was throttled');
  for (const { answeredAt, waitMs } of refusals) {
    const early = seen.filter(({ sentAt }) => sentAt > answeredAt && sentAt < answeredAt + waitMs);
    assert.deepEqual(early, []);
  }
}
