import { Option } from 'commander';
import type { EmulatorOptions } from '../commands/emulator';
import { addFormat, parsePort } from './options';
import type { Syntax } from '../program';

/** `vappt emulator`: runs until it is interrupted. */
export const emulatorSyntax: Syntax = (program, run) => {
  addFormat(
    program
      .command('emulator')
      .description('Runs a local Graph for virtual appointments on 127.0.0.1 until it is interrupted.'),
  )
    .option('--port <n>', 'the port; 0 picks a free one', parsePort, 0)
    .option('--data <file>', 'keep the state in this file (default: forget it at the end)')
    .option('--faults <file>', 'start with these faults, as PUT /_emulator/faults takes them')
    .option('--retired', 'answer as a service without virtualAppointment')
    // For tests: docs/emulator.md has it.
    .addOption(new Option('--trust-issuer <url>', 'accept the tokens of an OpenID provider').hideHelp())
    .addHelpText(
      'after',
      '\nExamples:\n  vappt emulator --port 8080 --data state.json\n  vappt emulator --retired',
    )
    .action((options: EmulatorOptions) => run(({ runEmulator }, console) => runEmulator(options, console)));
};
