import { CancelledError } from '../errors';
import type { GraphClient } from '../graph/graphClient';
import type { HttpRequest } from '../ports';
import type { BulkJob } from './job';
import type { Journal } from './journal';
import type { SharedPause } from './pause';

/** What a job's requests go through on their way. */
export interface Way {
  readonly pause: SharedPause;
  readonly journal: Journal | undefined;
  /** The user wants no more to be sent. What is on its way is waited for. */
  readonly cancelled: AbortSignal;
}

/**
 * A client for one job: it waits for the shared pause, and each of its changes is in the journal before it goes out. The
 * same change once more, after a pause, is no other; the one that follows a conflict is.
 */
export function jobClient(client: GraphClient, job: BulkJob, way: Way): GraphClient {
  const { pause, journal, cancelled } = way;
  let startedOn: string | null | undefined;
  const started = async (request: HttpRequest): Promise<void> => {
    const etagSent = request.headers['If-Match'] ?? null;
    if (request.method === 'GET' || etagSent === startedOn) return;
    const isFirst = startedOn === undefined;
    startedOn = etagSent;
    await journal?.write({
      event: 'started',
      file: job.name,
      target: job.targetHash,
      body: job.bodyHash,
      etagSent,
      ...(!isFirst && { afterConflict: true }),
    });
  };
  return client.with(({ clock, transport }) => ({
    onWait: undefined,
    clock: {
      now: () => clock.now(),
      monotonic: () => clock.monotonic(),
      sleep: (milliseconds) => clock.sleep(milliseconds, cancelled),
    },
    transport: {
      async send(request, { timeoutMs }) {
        const refusal = await pause.over(cancelled);
        if (refusal !== undefined) return refusal;
        // A read tells what became of a change: those are let through.
        if (cancelled.aborted && request.method !== 'GET') throw new CancelledError(false);
        await started(request);
        return await transport.send(request, { timeoutMs });
      },
    },
  }));
}
