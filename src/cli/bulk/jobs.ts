import type { BulkJob, Loaded } from '../../core/bulk/job';
import { type Earlier } from '../../core/bulk/journal';
import { bodyValue } from '../../core/payload/body';
import { readDirectives } from '../../core/payload/directives';
import type { PayloadDocument } from '../../core/payload/model';
import type { BaseStore } from '../../core/send/base';
import { isSamePlan } from '../../core/send/plan';
import { text as say } from '../../core/text';
import { targetHash } from '../../node/journalHeader';
import { SingleBase } from '../baseFile';
import type { Console } from '../console';
import { isUsageError } from '../exitCodes';
import { readPayloadFile } from '../payloadFile';
import { planFor } from '../plan';
import { bodyHash, type ReadyFile } from './checkFiles';
import type { OpenJournal } from './openJournal';
import type { BulkSendOptions } from './options';
import { type Extras, sendAround } from './sendAround';

/** Each file brings its own. */
export const NO_BASES: BaseStore = new SingleBase(undefined);

interface JobParts {
  /** What the files were checked with. */
  readonly options: BulkSendOptions;
  readonly extras: Extras;
  readonly console: Console;
}

/** The jobs of checked files, made one after the other as they are asked for. */
export function* jobsOf(
  files: readonly ReadyFile[],
  account: string,
  earlier: OpenJournal['earlier'],
  parts: JobParts,
): Generator<BulkJob> {
  for (const file of files) {
    const target = targetHash(file.plan.target, account);
    const before = stillCertain(earlier(file.path, file.bodyHash, target), parts.extras);
    yield {
      name: file.path,
      plan: file.plan,
      targetHash: target,
      bodyHash: file.bodyHash,
      ...(before !== undefined && { earlier: before }),
      load: () => load(file, parts),
    };
  }
}

/** A conflict was the end of it only as long as nobody has said what to do with one. */
function stillCertain(earlier: Earlier | undefined, { onConflict }: Extras): Earlier | undefined {
  const isOpen = earlier?.kind === 'certain' && earlier.entry.outcome === 'conflict' && onConflict !== 'fail';
  return isOpen ? undefined : earlier;
}

async function load(file: ReadyFile, { options, extras, console }: JobParts): Promise<Loaded> {
  try {
    const { document } = await readPayloadFile(file.path, console);
    if (isAsChecked(document, file, options)) {
      const known = await extras.bases.take(file.path, file.plan.target, bodyValue(document));
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

/** @throws UsageError when it names no usable appointment any more */
function isAsChecked(document: PayloadDocument, file: ReadyFile, options: BulkSendOptions): boolean {
  if (bodyHash({ document }) !== file.bodyHash) return false;
  return isSamePlan(planFor(readDirectives(document), options, options.ifMatch), file.plan);
}
