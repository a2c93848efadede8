import type { WriteOptions } from '../write';
import { addConnectionOptions, addFormat } from './options';
import type { Syntax } from '../program';

/** `vappt create FILE` */
export const createSyntax: Syntax = (program, run) => {
  addFormat(
    addConnectionOptions(
      program
        .command('create')
        .description('Creates the meeting’s appointment from a payload file (PUT), where there is none yet.'),
    ),
  )
    .option('--save-base <file>', 'after a success, write the new tag and appointment there')
    .argument('<file>', 'payload file; "-" is standard input')
    .addHelpText('after', '\nExample:\n  vappt create a.vappt.json --save-base a.base.json')
    .action((path: string, options: WriteOptions) =>
      run(({ create }, console) => create(path, options, console)),
    );
};
