import type { BulkJob, Loaded } from '../../core/bulk/job';
import { type Earlier } from '../../core/bulk/journal';
import type { BaseStore } from '../../core/send/base';
import { text as say } from '../../core/text';
import { targetHash } from '../../node/journalHeader';
import { SingleBase } from '../baseFile';
import type { Console } from '../console';
import { isUsageError } from '../exitCodes';
import { readPayloadFile } from '../payloadFile';
import { bodyHash, type ReadyFile } from './checkFiles';
import type { OpenJournal } from './openJournal';
import { type Extras, sendAround } from './sendAround';

/** Each file brings its own. */
export const NO_BASES: BaseStore = new SingleBase(undefined);

/** The jobs of checked files, made one after the other as they are asked for. */
export function* jobsOf(
  files: readonly ReadyFile[],
  account: string,
  earlier: OpenJournal['earlier'],
  { extras, console }: { readonly extras: Extras; readonly console: Console },
): Generator<BulkJob> {
  for (const file of files) {
    const target = targetHash(file.plan.target, account);
    const before = stillCertain(earlier(file.path, file.bodyHash, target), extras);
    yield {
      name: file.path,
      plan: file.plan,
      targetHash: target,
      bodyHash: file.bodyHash,
      ...(before !== undefined && { earlier: before }),
      load: () => load(file, extras, console),
    };
  }
}

/** A conflict was the end of it only as long as nobody has said what to do with one. */
function stillCertain(earlier: Earlier | undefined, { onConflict }: Extras): Earlier | undefined {
  const isOpen = earlier?.kind === 'certain' && earlier.entry.outcome === 'conflict' && onConflict !== 'fail';
  return isOpen ? undefined : earlier;
}

async function load(file: ReadyFile, extras: Extras, console: Console): Promise<Loaded> {
  try {
    const { document } = await readPayloadFile(file.path, console);
    if (bodyHash({ document }) === file.bodyHash) {
      const known = await extras.bases.take(file.plan.target);
      return { kind: 'document', document, around: sendAround(file, document, known, extras) };
    }
    return {
      kind: 'unreadable',
      reason: say('The file has changed since it was checked. It was not sent: send it again.'),
    };
  } catch (error) {
    if (!isUsageError(error)) throw error;
    return { kind: 'unreadable', reason: say('{problem} It was not sent.', { problem: error.message }) };
  }
}
