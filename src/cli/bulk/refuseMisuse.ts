import { UsageError } from '../exitCodes';
import { PREFER_WITHOUT_MERGE, WRITE_WITHOUT_MERGE } from '../resolveConflict';
import type { BulkSendOptions } from './options';

/** Options of `send` that do not go together, for several files. @throws UsageError */
export function refuseMisuse(paths: readonly string[], options: BulkSendOptions): void {
  if (paths.includes('-')) {
    throw new UsageError('Standard input is sent alone: leave the other files and their options out.');
  }
  if (options.resume === true && options.journal === undefined) {
    throw new UsageError('--resume needs the journal of the run to go on with: name it with --journal FILE.');
  }
  if (options.ifMatch?.kind === 'require' && options.base === undefined) {
    throw new UsageError(
      '--if-match require needs the tags of earlier reads: name the folder that holds them with --base FOLDER.',
    );
  }
  if (options.onConflict === 'merge' && options.base === undefined) {
    throw new UsageError(
      '--on-conflict merge needs what the payloads were made from: name the folder that holds it with --base FOLDER.',
    );
  }
  if (options.write === true && options.onConflict !== 'merge') throw new UsageError(WRITE_WITHOUT_MERGE);
  if (options.prefer !== undefined && options.onConflict !== 'merge') {
    throw new UsageError(PREFER_WITHOUT_MERGE);
  }
}
