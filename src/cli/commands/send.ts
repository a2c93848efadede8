import { sendPatch } from '../../core/send/sendPatch';
import { Option } from 'commander';
import { CONFLICT_MODES } from '../resolveConflict';
import { addConnectionOptions, addFormat, parseIfMatch } from '../options';
import type { Subcommand } from '../program';
import { write, type WriteOptions } from '../write';

/** `vappt send FILE` */
export const sendCommand: Subcommand = (program, console, exit) => {
  addFormat(
    addConnectionOptions(
      program.command('send').description('Sends a payload file as a PATCH and says what became of it.'),
    ),
  )
    .option(
      '--if-match <condition>',
      'auto: the tag of --base, or of a read just before; require: the tag of --base; none: unconditional; * or a tag',
      parseIfMatch,
    )
    .option(
      '--base <file>',
      'what "vappt fetch --format json" printed: gives the tag, and what to merge with',
    )
    .addOption(
      new Option(
        '--on-conflict <how>',
        'when somebody else was faster: fail; merge what does not collide (needs --base); overwrite, on the tag just read',
      )
        .choices(CONFLICT_MODES)
        .default('fail'),
    )
    .option('--write', 'with --on-conflict merge: write the merged values into the file before they are sent')
    .option('--save-base <file>', 'after a success, write the new tag and appointment there')
    .argument('<file>', 'payload file; "-" is standard input')
    .addHelpText(
      'after',
      `
Examples:
  vappt fetch a.vappt.json --format json > a.base.json
  vappt send a.vappt.json --base a.base.json --save-base a.base.json
  vappt send a.vappt.json --base a.base.json --save-base a.base.json --on-conflict merge --write
  VAPPT_TOKEN=… vappt send a.vappt.json --cloud global`,
    )
    .action(async (path: string, options: WriteOptions) => {
      exit(await write(sendPatch, 'PATCH', path, options, console));
    });
};
