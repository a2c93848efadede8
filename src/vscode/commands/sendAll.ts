import { type CancellationToken, Uri } from 'vscode';
import { accountName } from '../../core/auth/account';
import { beginRun } from '../bulk/beginRun';
import { type FileProblem, type ReadyFile } from '../bulk/checkFile';
import { checkFiles } from '../bulk/checkFiles';
import { type FileResult, problemResult, waitingResult } from '../bulk/fileResult';
import { findPayloads } from '../bulk/findPayloads';
import { merged } from '../bulk/results';
import { notify } from '../notify';
import type { Services } from '../services';
import { say, translate } from '../translate';
import { confirmFiles } from './confirmFiles';
import { isTrusted } from './prepare';
import { refuse } from './refuseFiles';
import { resumeRun } from './resumeRun';
import type { Handler } from './runCommand';
import { signInStep } from './signInCommands';

/** Send Patches…: what is selected, files and folders; all of the workspace where nothing is. */
export const sendAll: Handler = async (services, uri, selection) => {
  const selected = Array.isArray(selection) ? selection.filter((each) => each instanceof Uri) : [];
  await oneRun(services, () =>
    sendFiles(
      services,
      (token) => findPayloads(selected.length > 0 ? selected : uri instanceof Uri ? [uri] : [], { token }),
      [],
    ),
  );
};

/** Retry Failed: the files of the last run that were not saved. */
export const retryFailed: Handler = async (services) => {
  const { results } = await services.bulk();
  const { interrupted, all } = results;
  const failed = all.filter(({ outcome }) => outcome !== 'updated');
  if (failed.length === 0) {
    notify('information', say('There is nothing to send again.'));
    return;
  }
  await oneRun(services, () =>
    interrupted === undefined
      ? sendFiles(services, () => Promise.resolve(failed.map(({ uri }) => uri)), all)
      : resumeRun(services, interrupted),
  );
};

/** One run at a time in a window. */
export async function oneRun(services: Services, run: () => Promise<void>): Promise<void> {
  const ran = await services.targets.once('run of many files', async () => {
    await run();
    return true;
  });
  if (ran === undefined) {
    notify('warning', say('Patches are being sent already. Wait until they are done, or cancel them.'));
  }
}

/** @param known of an earlier run, and shown beside what becomes of these files */
async function sendFiles(
  services: Services,
  find: (token: CancellationToken) => Promise<readonly Uri[]>,
  known: readonly FileResult[],
): Promise<void> {
  if (!isTrusted()) return;
  const checked = await checkFiles(find);
  if (checked === undefined) return;
  if (checked.length === 0) {
    notify('information', say('There is no payload file (*.vappt.json) to send.'));
    return;
  }
  const problems = checked.filter((file): file is FileProblem => 'problem' in file);
  const ready = checked.filter((file): file is ReadyFile => !('problem' in file));
  if (problems.length === 0) {
    await confirmAndSend(services, ready, known);
    return;
  }
  // What came of a file in an earlier run still says more than that it waits.
  const waiting = ready.filter(({ uri }) => !known.some((each) => each.uri.toString() === uri.toString()));
  const shown = merged(known, [...problems.map(problemResult), ...waiting.map(waitingResult)]);
  await (await services.bulk()).results.show(shown);
  refuse(
    services,
    { problems: problems.length, count: checked.length },
    ready.length === 0
      ? undefined
      : () =>
          oneRun(services, async () => {
            // With what has become of them since.
            const { results } = await services.bulk();
            await confirmAndSend(services, ready, results.all);
          }),
  );
}

async function confirmAndSend(
  services: Services,
  files: readonly ReadyFile[],
  known: readonly FileResult[],
): Promise<void> {
  const cloud = files[0]?.plan.target.cloud;
  if (cloud === undefined) return;
  const account = await services.accountOf(cloud);
  if (account === undefined) {
    notify('warning', say('Nothing was sent: nobody is signed in.'), [signInStep()]);
    return;
  }
  if (!(await confirmFiles(files, cloud, accountName(account, translate)))) return;
  await beginRun(services, { files, account, known });
}
