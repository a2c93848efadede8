import { ProgressLocation, window } from 'vscode';
import type { BulkJob, JobResult } from '../../core/bulk/job';
import { isJournalError, type JournalError } from '../../core/bulk/journal';
import { runBulk } from '../../core/bulk/runBulk';
import type { CloudName } from '../../core/graph/clouds';
import { type HistoryEntry, historyEntry } from '../../core/history/entry';
import type { Account } from '../../core/ports';
import { text } from '../../core/text';
import type { OpenRun } from '../../node/keptRuns';
import { fileName } from '../fileName';
import { notify } from '../notify';
import type { Services } from '../services';
import { say } from '../translate';
import { type FileResult, reachedResult, resultOf, summary } from './fileResult';
import { merged } from './results';
import { showInterrupted } from './interrupted';
import { showResults } from './showResults';
import { withOwnBase } from './withOwnBase';

/** Side by side in the editor; the command line can do with more. */
const CONCURRENCY = 4;

/** From here on a batch is worth it. */
const MANY = 20;

/** So many sends go into the history together: each time, all of it is written. */
const HISTORY_CHUNK = 50;

/** A merge waits for its user as long as it takes, so a run does not wait for it. */
const BUSY: JobResult = {
  kind: 'notTried',
  outcome: { kind: 'cancelled', requestSent: false },
  reason: text('This appointment is being sent already. Wait for its answer.'),
};

export interface Run {
  readonly jobs: readonly BulkJob[];
  readonly cloud: CloudName;
  readonly account: Account | undefined;
  readonly open: OpenRun;
  /** Shown beside what becomes of the jobs. */
  readonly others: readonly FileResult[];
}

/** Sends what was confirmed, with progress and cancel, and shows what became of it. */
export async function sendRun(services: Services, run: Run): Promise<void> {
  const { open, jobs } = run;
  const bulk = await services.bulk();
  // A window that ends now leaves these and the journal.
  await bulk.results.show(run.others);
  const results = new Map<string, FileResult>();
  let failure: JournalError | undefined;
  let isEnded = false;
  let isCancelled = false;
  try {
    isCancelled = await withProgress(services, run, results);
    isEnded = true;
  } catch (error) {
    if (!isJournalError(error)) throw error;
    failure = error;
  } finally {
    // Whatever went wrong, the journal tells what was sent.
    if (!isEnded) await open.leave();
  }
  const done = jobs.map(({ name }) => results.get(name) ?? reachedResult(name, { kind: 'notSent' }));
  for (const { report, uri } of done) {
    if (report !== undefined) services.report.append(fileName(uri), report);
  }
  // Some of the others may have been sent on their own meanwhile.
  const all = merged(bulk.results.all, done);
  await bulk.results.show(all);
  if (failure !== undefined) {
    await tellJournalFailure(services, open.id, failure);
    return;
  }
  await open.end();
  const isWhole = all.every(({ outcome }) => outcome === 'updated');
  const words = summary(all);
  notify(
    isWhole ? 'information' : 'warning',
    isCancelled ? say('Cancelled: {words}.', { words }) : `${words}.`,
    [showResults(services)],
  );
}

/** Returns whether the user has cancelled it. */
async function withProgress(
  services: Services,
  { jobs, cloud, account, open }: Run,
  results: Map<string, FileResult>,
): Promise<boolean> {
  const client = await services.connect(cloud, undefined, { account });
  const history: HistoryEntry[] = [];
  const remember = async (): Promise<void> => {
    await services.history.add(...history.splice(0));
  };
  let saved = 0;
  return await window.withProgress(
    { location: ProgressLocation.Notification, cancellable: true, title: say('Sending patches') },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => {
        abort.abort();
      });
      try {
        const own = jobs.map((job) => withOwnBase(job, services));
        await runBulk({ client, bases: services.bases, clock: services.clock }, own, {
          concurrency: jobs.length < MANY ? CONCURRENCY : 1,
          batch: jobs.length >= MANY,
          journal: open.journal,
          signal: abort.signal,
          alone: async (job, send) => (await services.targets.writing(job.plan.target, send)) ?? BUSY,
          onResult: (job, result) => {
            const shown = shownOf(job, result);
            results.set(job.name, shown);
            if (shown.outcome === 'updated') saved += 1;
            if (result.kind === 'sent' && shown.report !== undefined) {
              const { name: document, bodyHash } = job;
              const sent = { at: services.clock.now(), document, bodyHash, report: shown.report };
              history.push(historyEntry(result.record, sent));
              if (history.length === HISTORY_CHUNK) void remember();
            }
            const counts = { done: results.size, count: jobs.length, saved, failed: results.size - saved };
            progress.report({
              increment: 100 / jobs.length,
              message:
                counts.failed === 0
                  ? say('{done} of {count} saved', counts)
                  : say('{done} of {count}: {saved} saved, {failed} not', counts),
            });
          },
          onPause: (milliseconds) => {
            const seconds = Math.ceil(milliseconds / 1000);
            progress.report({ message: say('the service asks to wait {seconds} s', { seconds }) });
          },
        });
        return abort.signal.aborted;
      } finally {
        await remember();
      }
    },
  );
}

/** What was in doubt before stays in doubt as long as it is not tried: the next run reads before it sends. */
function shownOf({ name, earlier }: BulkJob, result: JobResult): FileResult {
  const shown = resultOf(name, result);
  if (result.kind !== 'notTried' || earlier?.kind !== 'doubt') return shown;
  return { ...shown, doubt: { etagSent: earlier.etagSent } };
}

/** Nothing more may be sent when it cannot be written down. What was sent is known, and the run can go on. */
async function tellJournalFailure(services: Services, id: string, { cause }: JournalError): Promise<void> {
  services.logger.error(`The journal of the run cannot be written: ${String(cause)}`);
  const bulk = await services.bulk();
  const run = (await bulk.runs.left(bulk.since)).find((each) => each.id === id);
  if (run?.kind === 'interrupted') await showInterrupted(services, run, bulk.results.all);
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  notify(
    'error',
    say(
      'The journal of this run cannot be written ({code}), so no more was sent. Make room on the disk, then Retry Failed goes on.',
      { code },
    ),
    [showResults(services)],
  );
}
