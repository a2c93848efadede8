import { earlierRuns, type StartedEntry } from '../../core/bulk/journal';
import { RUN_VERSION } from '../../core/bulk/runFacts';
import type { Account } from '../../core/ports';
import { accountHash, targetHash } from '../../node/journalHeader';
import type { OpenRun } from '../../node/keptRuns';
import { notify } from '../notify';
import type { Services } from '../services';
import { say } from '../translate';
import { jobFor, type ReadyFile } from './checkFile';
import type { FileResult } from './fileResult';
import { sendRun } from './sendRun';

export interface Confirmed {
  /** At least one; all of them go to one cloud. */
  readonly files: readonly ReadyFile[];
  readonly account: Account;
  /** Shown beside what becomes of the files; of these, it may say that one may have been applied already. */
  readonly known: readonly FileResult[];
}

/** Writes down what is going to be sent, then sends it: from here on, an interruption loses nothing. */
export async function beginRun(services: Services, { files, account, known }: Confirmed): Promise<void> {
  const cloud = files[0]?.plan.target.cloud;
  if (cloud === undefined) return;
  const target = ({ plan }: ReadyFile): string => targetHash(plan.target, account.id);
  let open: OpenRun;
  const bulk = await services.bulk();
  try {
    open = await bulk.runs.begin({
      version: RUN_VERSION,
      startedAt: services.clock.now(),
      cloud,
      account: accountHash(account),
      files: files.map((file) => ({ name: file.uri.toString(), target: target(file) })),
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    services.logger.error(`The journal of a run cannot be written: ${String(error)}`);
    notify('error', say('Nothing was sent: the journal of the run cannot be written ({code}).', { code }));
    return;
  }
  const doubts = new Map(known.map(({ uri, doubt }) => [uri.toString(), doubt]));
  const started = files.flatMap((file): StartedEntry[] => {
    const name = file.uri.toString();
    const doubt = doubts.get(name);
    if (doubt === undefined) return [];
    return [{ event: 'started', file: name, target: target(file), body: file.bodyHash, ...doubt }];
  });
  // In the journal too: should this run be interrupted as well, they are still in doubt.
  for (const entry of started) await open.journal.write(entry);
  const earlier = earlierRuns(started);
  const jobs = files.map((file) =>
    jobFor(file, account.id, earlier(file.uri.toString(), file.bodyHash, target(file))),
  );
  await sendRun(services, { jobs, cloud, account, open, others: known });
}
