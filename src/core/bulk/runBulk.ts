import pLimit from 'p-limit';
import type { SendParts } from '../send/fetchAppointment';
import { MAX_PARTS } from './batchRequest';
import { BulkRun } from './bulkRun';
import type { BulkJob, JobResult } from './job';
import type { Journal } from './journal';
import { Room } from './room';

export interface BulkOptions {
  /** How many requests may be on their way at a time; with `batch`, how many batches. */
  readonly concurrency: number;
  readonly batch: boolean;
  readonly journal?: Journal | undefined;
  /** Aborted: nothing more goes out, and what is on its way is waited for. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Sends a job unless somebody else is sending to its appointment: then it answers at once why not. It must not wait:
   * a batch goes out when every job waits for an answer.
   */
  readonly alone?: ((job: BulkJob, send: () => Promise<JobResult>) => Promise<JobResult>) | undefined;
  /** Told each result as soon as it is certain and in the journal, in no particular order. */
  readonly onResult: (job: BulkJob, result: JobResult) => void;
  /** Told when the service asks everybody to wait, in milliseconds. */
  readonly onPause?: ((milliseconds: number) => void) | undefined;
}

/** How far reading ahead of what is being sent goes: files of one appointment wait for each other. */
const LOOKAHEAD = 200;

/**
 * Sends many files. Those of one appointment go out one after the other, in the order in which they come; others side
 * by side. A file that fails keeps no other from being sent, except when it is the token that is not good enough.
 *
 * @throws JournalError when the journal can take no more; what was on its way has been waited for
 */
export async function runBulk(
  parts: SendParts,
  jobs: Iterable<BulkJob> | AsyncIterable<BulkJob>,
  options: BulkOptions,
): Promise<void> {
  const slots = options.batch ? options.concurrency * MAX_PARTS : options.concurrency;
  const limit = pLimit(slots);
  const run = new BulkRun(parts, options);
  const room = new Room(slots + LOOKAHEAD);
  /** The last task of each appointment that has any. */
  const last = new Map<string, Promise<void>>();
  for await (const job of jobs) {
    await room.enter();
    const key = orderKey(job);
    const before = last.get(key) ?? Promise.resolve();
    const task = before
      .then(() => limit(() => run.one(job)))
      .then(() => {
        if (last.get(key) === task) last.delete(key);
        room.leave();
      });
    last.set(key, task);
  }
  await Promise.all(last.values());
  run.end();
}

/** Files for one meeting wait for each other, whatever they call its organiser: `me` and an id may be the same user. */
function orderKey({ plan }: BulkJob): string {
  return `${plan.target.cloud} ${plan.target.meetingId}`;
}
