import { sendPatch } from '../../core/send/sendPatch';
import type { BulkSendOptions } from '../bulk/options';
import { sendMany } from '../bulk/sendMany';
import { namedFiles } from '../files';
import type { Console } from '../console';
import { UsageError } from '../exitCodes';
import { write, type WriteOptions } from '../write';

export type SendOptions = Omit<WriteOptions, 'format'> & BulkSendOptions;

/** `vappt send FILE…`: one file that is named as such gets its full report; folders, globs and several files get a list. */
export async function send(args: readonly string[], options: SendOptions, console: Console): Promise<number> {
  const { files, problems } = await namedFiles(args);
  const [problem] = problems;
  if (problem !== undefined) throw problem;
  const { format, batch, journal, resume } = options;
  const [file] = files;
  const isNamed = args.length === 1 && file === args[0];
  const isPlain = format !== 'junit' && batch === undefined && journal === undefined && resume === undefined;
  if (file !== undefined && isNamed && isPlain)
    return await write(sendPatch, 'PATCH', file, { ...options, format }, console);
  const single = [options.base, options.saveBase, options.write].some((option) => option !== undefined);
  if (single || (options.onConflict ?? 'fail') !== 'fail') {
    throw new UsageError(
      '--base, --save-base, --on-conflict and --write are about one file: send each file with its own.',
    );
  }
  return await sendMany(files, options, console);
}
