import type { BulkJob, Loaded } from '../../core/bulk/job';
import { type Earlier } from '../../core/bulk/journal';
import { text as say } from '../../core/text';
import { targetHash } from '../../node/journalHeader';
import type { Console } from '../console';
import { isUsageError } from '../exitCodes';
import { readPayloadFile } from '../payloadFile';
import { bodyHash, type ReadyFile } from './checkFiles';

/** The jobs of checked files, made one after the other as they are asked for. */
export function* jobsOf(
  files: readonly ReadyFile[],
  account: string,
  earlier: (file: string, bodyHash: string) => Earlier | undefined,
  console: Console,
): Generator<BulkJob> {
  for (const file of files) {
    const before = earlier(file.path, file.bodyHash);
    yield {
      name: file.path,
      plan: file.plan,
      targetHash: targetHash(file.plan.target, account),
      bodyHash: file.bodyHash,
      ...(before !== undefined && { earlier: before }),
      load: () => load(file, console),
    };
  }
}

async function load(file: ReadyFile, console: Console): Promise<Loaded> {
  try {
    const { document } = await readPayloadFile(file.path, console);
    if (bodyHash({ document }) === file.bodyHash) return { kind: 'document', document };
    return {
      kind: 'unreadable',
      reason: say('The file has changed since it was checked. It was not sent: send it again.'),
    };
  } catch (error) {
    if (!isUsageError(error)) throw error;
    return { kind: 'unreadable', reason: say('{problem} It was not sent.', { problem: error.message }) };
  }
}
