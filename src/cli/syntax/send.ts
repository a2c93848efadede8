import { Option } from 'commander';
import type { SendOptions } from '../commands/send';
import { CONFLICT_MODES, SIDES } from '../options';
import { addConnectionOptions, addFormat, parseConcurrency, parseIfMatch } from './options';
import type { Syntax } from '../program';

/** `vappt send FILE…` */
export const sendSyntax: Syntax = (program, run) => {
  addFormat(
    addConnectionOptions(
      program.command('send').description('Sends payload files as PATCHes and says what became of each.'),
    ),
    ['text', 'json', 'junit'],
  )
    .option(
      '--if-match <condition>',
      'auto: the tag of --base, or of a read just before; require: the tag of --base; none: unconditional; * or a tag',
      parseIfMatch,
    )
    .option(
      '--base <path>',
      'what "vappt fetch --format json" printed: gives the tag, and what to merge with; several files: the folder of --save-base',
    )
    .addOption(
      new Option(
        '--on-conflict <how>',
        'when somebody else was faster: fail; merge what does not collide (needs --base); overwrite, on the tag just read',
      )
        .choices(CONFLICT_MODES)
        .default('fail'),
    )
    .addOption(
      new Option(
        '--prefer <whose>',
        'with --on-conflict merge: whose value counts where both have changed the same; without it the merge stops there',
      ).choices(SIDES),
    )
    .option('--write', 'with --on-conflict merge: write the merged values into the file before they are sent')
    .option(
      '--save-base <path>',
      'after a success, write the new tag and appointment there; several files: a folder, with a file for each appointment',
    )
    .option('--allow-invalid', 'send although findings are errors, where there is something to send')
    .addOption(
      new Option(
        '--skip-invalid',
        'several files: leave out those that cannot be sent, and send the others',
      ).conflicts('allowInvalid'),
    )
    .option(
      '--concurrency <count>',
      'several files: how many requests (or batches) at a time (default: 4)',
      parseConcurrency,
    )
    .option('--batch', 'several files: send up to 20 of them in one request')
    .option('--journal <file>', 'several files: write down what became of each as it happens')
    .option('--resume', 'go on with the run that --journal is about')
    .argument('<file...>', 'payload files, folders or globs; "-" is standard input')
    .addHelpText(
      'after',
      `
Examples:
  vappt fetch a.vappt.json --format json > a.base.json
  vappt send a.vappt.json --base a.base.json --save-base a.base.json
  vappt send a.vappt.json --base a.base.json --save-base a.base.json --on-conflict merge --write
  VAPPT_TOKEN=… vappt send a.vappt.json --cloud global
  vappt send payloads/ --journal run.journal --format junit > results.xml
  vappt send payloads/ --journal run.journal --resume
  vappt send payloads/ --base bases/ --save-base bases/ --on-conflict merge`,
    )
    .action((args: string[], options: SendOptions) =>
      run(({ send }, console) => send(args, options, console)),
    );
};
