import { accountName } from '../../core/auth/account';
import { isJournalError } from '../../core/bulk/journal';
import { runBulk } from '../../core/bulk/runBulk';
import { isCallFailure } from '../../core/errors';
import type { GraphClient } from '../../core/graph/graphClient';
import type { Account } from '../../core/ports';
import { destination } from '../../core/report/destination';
import { interpretReadFailure } from '../../core/send/interpret';
import type { ReadFailure } from '../../core/send/outcome';
import { english } from '../../core/text';
import { preferSmallHeap } from '../../node/smallHeap';
import { scopeHash } from '../../node/journalHeader';
import { systemClock } from '../../node/system';
import { connect, hasToken } from '../connect';
import type { Console } from '../console';
import { USAGE, UsageError } from '../exitCodes';
import { fileProblem } from '../payloadFile';
import { shownPath, usageErrorLine } from '../printable';
import { checkFiles, type CheckedFile, type FileProblem, type ReadyFile } from './checkFiles';
import { explainResults } from './explainResults';
import { jobsOf, NO_BASES } from './jobs';
import { openJournal } from './openJournal';
import { type BulkSendOptions, DEFAULT_CONCURRENCY } from './options';
import { printResults } from './printResults';
import { Progress } from './progress';
import { type FileResult, problemResult, resultOf } from './results';
import { refuseMisuse } from './refuseMisuse';
import { RunBases } from './runBases';

/** So many that their memory matters more than some milliseconds. */
const MANY = 2000;

/**
 * Sends many files and prints what became of each. Returns the exit code: the highest of all files.
 *
 * @param paths each once, in the order in which they are sent and listed
 * @param isOne whether it is one file that was named as such: its base is a file then, unless a folder is named
 * @throws UsageError before anything is sent
 */
export async function sendMany(
  paths: readonly string[],
  options: BulkSendOptions,
  console: Console,
  isOne: boolean,
): Promise<number> {
  refuseMisuse(paths, options);
  if (paths.length > MANY) preferSmallHeap();
  const begun = systemClock.monotonic();
  const client = await connect(options, console);
  const bases = new RunBases(client, options, isOne);
  await bases.check();
  const checked = await checkFiles(paths, { options, bases, console });
  const problems = checked.filter((file): file is FileProblem => file.kind !== 'ready');
  const print = async (results: readonly FileResult[], account?: Account): Promise<number> => {
    const seconds = (systemClock.monotonic() - begun) / 1000;
    const { format, quiet } = options;
    await printResults(results, { format, where: where(client, account), seconds }, console);
    if (format === 'text' && quiet !== true) explainResults(results, console);
    return highest(results);
  };
  if (problems.length > 0 && options.skipInvalid !== true) {
    // Findings are notes already; what a machine reads goes to a file perhaps, and nobody sees it.
    for (const { path, message } of options.format === 'text' ? [] : problems) {
      if (message !== null) console.note(`${path}: error: ${message}`);
    }
    console.note(
      `Nothing was sent: ${problems.length} of ${checked.length} files cannot be sent, and only these are listed. To send the others all the same, add --skip-invalid.`,
    );
    return await print(problems.map(problemResult));
  }

  const ready = checked.filter((file): file is ReadyFile => file.kind === 'ready');
  const account = await accountOf(client, console.signal);
  const results = new Map(problems.map((problem) => [problem.path, problemResult(problem)]));
  if ('kind' in account) {
    for (const { path } of ready) results.set(path, notTried(path, account, options));
    return await print(inOrder(checked, results, options));
  }
  const names = checked.map(({ path }) => path);
  const isWhole = await run(ready, account, {
    client,
    options,
    bases,
    console,
    leftOut: problems,
    names,
    results,
  });
  const code = await print(inOrder(checked, results, options), account);
  // Nobody has cancelled the rest: the journal is to blame.
  return isWhole ? code : Math.max(USAGE, highest([...results.values()]));
}

function highest(results: readonly FileResult[]): number {
  return Math.max(0, ...results.map(({ exitCode }) => exitCode));
}

interface Run {
  readonly client: GraphClient;
  readonly options: BulkSendOptions;
  readonly bases: RunBases;
  readonly console: Console;
  readonly leftOut: readonly FileProblem[];
  /** Of all files, those that cannot be sent included. */
  readonly names: readonly string[];
  /** By path; filled while it runs. */
  readonly results: Map<string, FileResult>;
}

/** Returns whether all files had their turn, or the user wanted no more; not when the journal could not be written. */
async function run(
  files: readonly ReadyFile[],
  account: Account,
  { client, options, bases, console, leftOut, names, results }: Run,
): Promise<boolean> {
  const scope = scopeHash(client.endpoint.cloud, account.id);
  const { journal, earlier, close } = await openJournal(options, { names, scope }, console);
  const progress = new Progress(console, files.length);
  let longestPause = 0;
  let done = 0;
  const stopping = (): void => {
    console.note('Stopping after what is on its way. Interrupt again to stop at once.');
  };
  console.signal.addEventListener('abort', stopping, { once: true });
  try {
    for (const { path, plan } of files) bases.expect(path, plan.target, true);
    for (const { path, target } of leftOut) if (target !== undefined) bases.expect(path, target, false);
    const extras = {
      bases,
      onConflict: options.onConflict ?? 'fail',
      writes: options.write === true,
      prefer: options.prefer,
      console,
    };
    const jobs = jobsOf(files, account.id, earlier, { options, extras, console });
    await runBulk({ client, bases: NO_BASES, clock: systemClock }, jobs, {
      concurrency: options.concurrency ?? DEFAULT_CONCURRENCY,
      batch: options.batch === true,
      journal,
      signal: console.signal,
      onResult(job, result) {
        const shown = resultOf(job, result, { ...options, hasToken: hasToken(options, console) });
        results.set(job.name, shown);
        progress.count(shown.label);
        if (result.kind === 'earlier') done++;
      },
      onPause(milliseconds) {
        // A service that throttles asks again and again: only news is worth a line.
        if (options.quiet === true || milliseconds <= longestPause) return;
        longestPause = milliseconds;
        console.note(
          `The service asks to wait ${Math.ceil(milliseconds / 1000)} s before anything else is sent…`,
        );
      },
    });
    return true;
  } catch (error) {
    if (!isJournalError(error)) throw error;
    const path = shownPath(options.journal ?? '');
    const problem = `The journal ${path} cannot be written: ${fileProblem(error.cause)}. No more was sent. Go on with --resume.`;
    console.note(usageErrorLine(new UsageError(problem)));
    return false;
  } finally {
    progress.end();
    if (done > 0 && options.quiet !== true) {
      console.note(
        `Not sent again: ${done} of ${files.length}, which an earlier run has settled: saved, or refused for good.`,
      );
    }
    console.signal.removeEventListener('abort', stopping);
    await close();
  }
}

/** Every file has a result, whether or not its turn came. */
function inOrder(
  checked: readonly CheckedFile[],
  results: ReadonlyMap<string, FileResult>,
  options: BulkSendOptions,
): FileResult[] {
  return checked.map(
    ({ path }) => results.get(path) ?? notTried(path, { kind: 'cancelled', requestSent: false }, options),
  );
}

function notTried(path: string, outcome: ReadFailure, options: BulkSendOptions): FileResult {
  return resultOf({ name: path }, { kind: 'notTried', outcome }, options);
}

async function accountOf(client: GraphClient, signal: AbortSignal): Promise<Account | ReadFailure> {
  try {
    return await client.account(signal);
  } catch (failure) {
    if (!isCallFailure(failure)) throw failure;
    return interpretReadFailure(failure);
  }
}

function where(client: GraphClient, account: Account | undefined): string {
  const place = english(destination(client));
  return account === undefined ? place : `${place}, account ${accountName(account, english)}`;
}
