import { sendPatch } from '../../core/send/sendPatch';
import { isFolderName } from '../bulk/baseFolder';
import type { BulkSendOptions } from '../bulk/options';
import { sendMany } from '../bulk/sendMany';
import { type Double, namedFiles } from '../files';
import type { Console } from '../console';
import { shownPath } from '../printable';
import { write, type WriteOptions } from '../write';

export type SendOptions = Omit<WriteOptions, 'format'> & BulkSendOptions;

/** `vappt send FILE…`: one file that is named as such gets its full report; folders, globs and several files get a list. */
export async function send(args: readonly string[], options: SendOptions, console: Console): Promise<number> {
  const { files, problems, doubles } = await namedFiles(args);
  const [problem] = problems;
  if (problem !== undefined) throw problem;
  noteDoubles(doubles, options, console);
  const { format, batch, journal, resume } = options;
  const [file] = files;
  const isNamed = args.length === 1 && file === args[0];
  const isPlain =
    isNamed &&
    format !== 'junit' &&
    batch === undefined &&
    journal === undefined &&
    resume === undefined &&
    !isFolderName(options.base) &&
    !isFolderName(options.saveBase);
  if (file !== undefined && isPlain)
    return await write(sendPatch, 'PATCH', file, { ...options, format }, console);
  return await sendMany(files, options, console, isNamed);
}

/** Where folders overlap, a few names tell enough. */
const TOLD = 5;

/** A file that is named twice is sent once. */
function noteDoubles(doubles: readonly Double[], { quiet }: SendOptions, console: Console): void {
  if (quiet === true) return;
  for (const { name, listed } of doubles.slice(0, TOLD)) {
    const what = name === listed ? 'is named more than once' : `is the same file as ${shownPath(listed)}`;
    console.note(`${shownPath(name)} ${what}: it is sent once.`);
  }
  if (doubles.length > TOLD) console.note(`So are ${doubles.length - TOLD} more.`);
}
