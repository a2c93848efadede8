import { createAppointment } from '../../core/send/createAppointment';
import { addConnectionOptions, addFormat } from '../options';
import type { Subcommand } from '../program';
import { write, type WriteOptions } from '../write';

/** `vappt create FILE` */
export const createCommand: Subcommand = (program, console, exit) => {
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
    .action(async (path: string, options: WriteOptions) => {
      exit(await write(createAppointment, 'PUT', path, options, console));
    });
};
