import { Uri } from 'vscode';
import { earlierRuns, reachedIn } from '../../core/bulk/journal';
import type { Account } from '../../core/ports';
import type { InterruptedRun } from '../../node/keptRuns';
import { accountHash, targetHash } from '../../node/journalHeader';
import { type CheckedFile, type FileProblem, jobFor, type ReadyFile } from '../bulk/checkFile';
import { checkFiles } from '../bulk/checkFiles';
import { problemResult, reachedResult } from '../bulk/fileResult';
import { merged } from '../bulk/results';
import { sendRun } from '../bulk/sendRun';
import { readConfig } from '../config';
import { notify } from '../notify';
import type { Services } from '../services';
import { say } from '../translate';
import { isTrusted } from './prepare';
import { refuse } from './refuseFiles';
import { signInStep } from './signInCommands';

/**
 * Goes on with a run that was interrupted: what has a certain outcome is not sent again, and what may have been applied
 * is read first. It is not asked for again: it goes where it went, and as whom it went.
 */
export async function resumeRun(services: Services, run: InterruptedRun): Promise<void> {
  if (!isTrusted()) return;
  const account = await sameAccount(services, run);
  if (account === undefined) return;
  const { cloud, files } = run.facts;
  const checked = await checkFiles(() => Promise.resolve(files.map(({ name }) => Uri.parse(name))));
  if (checked === undefined) return;

  const bulk = await services.bulk();
  const reached = reachedIn(run.entries);
  const isDone = ({ uri }: CheckedFile): boolean => {
    const state = reached(uri.toString());
    return state.kind === 'ended' && state.isCertain;
  };
  const saved = bulk.results.all
    .filter(({ outcome }) => outcome === 'updated')
    .map(({ uri }) => uri.toString());
  // The journal knows nothing of what was sent on its own since.
  const isSentAlone = (file: CheckedFile): boolean => saved.includes(file.uri.toString()) && !isDone(file);
  const judged = checked
    .map((file, index) => sameTarget(file, files[index]?.target, account))
    .filter((file) => !isSentAlone(file));
  const broken = judged.filter((file): file is FileProblem => 'problem' in file);
  // What is done stays done, whatever has become of its file since.
  const problems = broken.filter((file) => !isDone(file));
  const ready = judged.filter((file): file is ReadyFile => !('problem' in file));
  const done = broken.filter(isDone).map(({ uri }) => uri.toString());
  const others = merged(bulk.results.all, [
    ...done.map((name) => reachedResult(name, reached(name))),
    ...problems.map(problemResult),
  ]);
  const send = async (): Promise<void> => {
    const open = await bulk.runs.goOn(run);
    if (open === undefined) {
      notify('warning', say('This run has been gone on with already.'));
      return;
    }
    const earlier = earlierRuns(run.entries);
    const jobs = ready.map((file) =>
      jobFor(
        file,
        account.id,
        earlier(file.uri.toString(), file.bodyHash, targetHash(file.plan.target, account.id)),
      ),
    );
    await sendRun(services, { jobs, cloud, account, open, others });
  };
  if (problems.length === 0) await send();
  else {
    bulk.results.restore(others, run);
    refuse(
      services,
      { problems: problems.length, count: checked.length },
      ready.length > 0 ? send : undefined,
    );
  }
}

/** Whoever it went as, where it went. Otherwise the user has been told what is missing. */
async function sameAccount(services: Services, { facts }: InterruptedRun): Promise<Account | undefined> {
  const { cloud } = facts;
  if (readConfig().cloud !== cloud) {
    notify(
      'warning',
      say('That run went to {cloud}, and payloads go to {now} now. Select the same cloud to go on with it.', {
        cloud,
        now: readConfig().cloud,
      }),
    );
    return undefined;
  }
  const account = await services.accountOf(cloud);
  if (account !== undefined && accountHash(account) === facts.account) return account;
  notify('warning', say('Sign in with the account of that run to go on with it.'), [signInStep()]);
  return undefined;
}

/** A file that names another appointment by now was not begun with. */
function sameTarget(file: CheckedFile, target: string | undefined, account: Account): CheckedFile {
  if ('problem' in file || targetHash(file.plan.target, account.id) === target) return file;
  return { uri: file.uri, problem: say('It names another appointment than when the run began.') };
}
