import { ProgressLocation, Uri, window } from 'vscode';
import type { BulkJob, JobResult } from '../../core/bulk/job';
import { runBulk } from '../../core/bulk/runBulk';
import { CLOUDS } from '../../core/graph/clouds';
import { outcomeTexts } from '../../core/report/outcomeTexts';
import { sendReport } from '../../core/report/sendReport';
import { historyEntry } from '../../core/history/entry';
import { accountName } from '../../core/auth/account';
import { checkFile, type CheckedFile } from '../bulk/checkFile';
import { findPayloads } from '../bulk/findPayloads';
import { type FileResult, summary } from '../bulk/results';
import { notify } from '../notify';
import type { Services } from '../services';
import { say, translate } from '../translate';
import { isTrusted } from './prepare';
import { guard, type Handler } from './runCommand';

/** Side by side in the editor; the command line can do with more. */
const CONCURRENCY = 4;

/** From here on a batch is worth it. */
const MANY = 20;

/** Send Patches…: what is selected, files and folders; all of the workspace where nothing is. */
export const sendAll: Handler = async (services, uri, selection) => {
  const selected = Array.isArray(selection) ? selection.filter((each) => each instanceof Uri) : [];
  await sendFiles(
    services,
    await findPayloads(selected.length > 0 ? selected : uri instanceof Uri ? [uri] : []),
  );
};

/** Retry Failed: the files of the last run that were not saved. */
export const retryFailed: Handler = async (services) => {
  const failed = services.results.all.filter(({ outcome }) => outcome !== 'updated');
  await sendFiles(
    services,
    failed.map(({ uri }) => uri),
  );
};

async function sendFiles(services: Services, uris: readonly Uri[]): Promise<void> {
  if (!isTrusted()) return;
  if (uris.length === 0) {
    notify('information', say('There is no payload file (*.vappt.json) to send.'));
    return;
  }
  const checked = await checking(uris);
  if (checked === undefined) return;
  const problems = checked.flatMap((file) =>
    'problem' in file ? [problemResult(file.uri, file.problem)] : [],
  );
  const jobs = checked.flatMap((file) => ('job' in file ? [file.job] : []));
  if (problems.length > 0) {
    services.results.show(problems);
    const words = say('Nothing was sent: {problems} of {count} files have errors.', {
      problems: problems.length,
      count: checked.length,
    });
    const title = say('Send the Others');
    const others = { title, run: () => guard(services, title, () => send(services, jobs, problems)) };
    notify('error', words, [showResults(services), ...(jobs.length > 0 ? [others] : [])]);
    return;
  }
  await send(services, jobs, []);
}

/** Findings first. `undefined`: cancelled. */
async function checking(uris: readonly Uri[]): Promise<CheckedFile[] | undefined> {
  return await window.withProgress(
    { location: ProgressLocation.Notification, cancellable: true, title: say('Checking the files') },
    async (progress, token) => {
      const checked: CheckedFile[] = [];
      for (const uri of uris) {
        if (token.isCancellationRequested) return undefined;
        checked.push(await checkFile(uri));
        progress.report({ increment: 100 / uris.length });
      }
      return checked;
    },
  );
}

async function send(
  services: Services,
  jobs: readonly BulkJob[],
  problems: readonly FileResult[],
): Promise<void> {
  const cloud = jobs[0]?.plan.target.cloud;
  if (cloud === undefined) return;
  const account = await services.accountOf(cloud);
  const go = say('Send');
  const where = cloud === 'emulator' ? say('the emulator') : `Microsoft Graph, ${CLOUDS[cloud].label}`;
  const answer = await window.showWarningMessage(
    say('Send {count} patches to {where}?', { count: jobs.length, where }),
    {
      modal: true,
      detail: say('As {who}.', {
        who: account === undefined ? say('nobody: sign in first') : accountName(account, translate),
      }),
    },
    go,
  );
  if (answer !== go) return;
  const results = new Map(problems.map((result) => [result.uri.toString(), result]));
  await window.withProgress(
    { location: ProgressLocation.Notification, cancellable: true, title: say('Sending patches') },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => {
        abort.abort();
      });
      const client = await services.connect(cloud, undefined, { account });
      const parts = { client, bases: services.bases, clock: services.clock };
      await runBulk(parts, jobs, {
        concurrency: jobs.length < MANY ? CONCURRENCY : 1,
        batch: jobs.length >= MANY,
        signal: abort.signal,
        onResult: (job, result) => {
          const shown = shownResult(job, result);
          results.set(job.name, shown);
          remember(services, job, result, shown);
          progress.report({ increment: 100 / jobs.length, message: summary([...results.values()]) });
        },
        onPause: (milliseconds) => {
          const seconds = Math.ceil(milliseconds / 1000);
          progress.report({ message: say('the service asks to wait {seconds} s', { seconds }) });
        },
      });
    },
  );
  const all = [...results.values()];
  services.results.show(all);
  for (const { report, uri } of all) {
    if (report !== undefined) services.report.append(uri.path.split('/').at(-1) ?? '', report);
  }
  const isWhole = all.every(({ outcome }) => outcome === 'updated');
  notify(isWhole ? 'information' : 'warning', `${summary(all)}.`, [showResults(services)]);
}

function shownResult({ name }: BulkJob, result: JobResult): FileResult {
  const uri = Uri.parse(name);
  switch (result.kind) {
    case 'sent': {
      const { outcome, call } = result.record;
      const title = translate(outcomeTexts(outcome, call.reply).title);
      const report = sendReport(result.record, translate, result.personal);
      return { uri, outcome: outcome.kind, title, report };
    }
    case 'unreadable':
      return problemResult(uri, translate(result.reason));
    case 'earlier':
      return { uri, outcome: result.entry.outcome, title: say('in an earlier run'), report: undefined };
    case 'notTried': {
      const title = translate(outcomeTexts(result.outcome, undefined).title);
      return { uri, outcome: result.outcome.kind, title, report: undefined };
    }
  }
}

function problemResult(uri: Uri, problem: string): FileResult {
  return { uri, outcome: 'invalid', title: problem, report: undefined };
}

function remember(services: Services, job: BulkJob, result: JobResult, { report }: FileResult): void {
  if (result.kind !== 'sent' || report === undefined) return;
  const { name: document, bodyHash } = job;
  void services.history.add(
    historyEntry(result.record, { at: services.clock.now(), document, bodyHash, report }),
  );
}

function showResults(services: Services): { title: string; run: () => Promise<void> } {
  return { title: say('Show Results'), run: () => services.results.reveal() };
}
