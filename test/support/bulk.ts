import type { BulkJob, JobResult } from '../../src/core/bulk/job';
import { type BulkOptions, runBulk } from '../../src/core/bulk/runBulk';
import { GraphClient } from '../../src/core/graph/graphClient';
import type { IfMatch } from '../../src/core/graph/ifMatch';
import { parsePayload } from '../../src/core/payload/parse';
import type { Clock, HttpTransport } from '../../src/core/ports';
import { fetchTransport } from '../../src/node/fetchTransport';
import { systemClock, systemIds } from '../../src/node/system';
import { ACCOUNT, RecordingLogger, TransparentBaseStore } from './fakes';
import { PATIENT_MS } from './patience';

/** A job for a meeting, with a body that tells which one it is. */
export function job(
  name: string,
  meetingId: string,
  more: Partial<BulkJob> & { ifMatch?: IfMatch } = {},
): BulkJob {
  const { ifMatch = { kind: 'none' }, ...rest } = more;
  return {
    name,
    plan: { target: { cloud: 'emulator', user: 'me', meetingId }, ifMatch, options: {} },
    targetHash: `t-${meetingId}`,
    bodyHash: `b-${name}`,
    load: () =>
      Promise.resolve({
        kind: 'document',
        document: parsePayload(JSON.stringify({ externalAppointmentId: name })),
      }),
    ...rest,
  };
}

export interface Setting {
  readonly root: string;
  readonly token?: string;
  readonly transport?: HttpTransport;
  readonly clock?: Clock;
}

/** Runs jobs and returns what came of each, by name, in the order in which they ended. */
export async function play(
  { root, token = 't', transport = fetchTransport, clock = systemClock }: Setting,
  jobs: Iterable<BulkJob> | AsyncIterable<BulkJob>,
  options: Partial<BulkOptions> = {},
): Promise<Record<string, JobResult>> {
  const results: Record<string, JobResult> = {};
  const client = new GraphClient({
    endpoint: { cloud: 'emulator', root },
    transport,
    tokens: { getToken: () => Promise.resolve({ value: token, account: ACCOUNT }) },
    clock,
    ids: systemIds,
    logger: new RecordingLogger(),
    timeoutMs: PATIENT_MS,
  });
  await runBulk({ client, bases: new TransparentBaseStore(), clock }, jobs, {
    concurrency: 4,
    batch: false,
    ...options,
    onResult(done, result) {
      if (done.name in results) throw new Error(`${done.name} has two results.`);
      results[done.name] = result;
      options.onResult?.(done, result);
    },
  });
  return results;
}

/** Results in short: the outcome, or why there is none. */
export function outcomes(results: Readonly<Record<string, JobResult>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(results).map(([name, result]) => [
      name,
      result.kind === 'sent' ? result.record.outcome.kind : result.kind,
    ]),
  );
}
