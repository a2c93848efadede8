import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { emulatorCommand } from './commands/emulator';
import { fetchCommand } from './commands/fetch';
import { previewCommand } from './commands/preview';
import { sendCommand } from './commands/send';
import { validateCommand } from './commands/validate';
import type { Console } from './console';
import { USAGE, UsageError } from './exitCodes';
import { printable } from './printable';

/** A subcommand: registers itself, and reports the exit code of its run. */
export type Subcommand = (program: Command, console: Console, exit: (code: number) => void) => void;

const SUBCOMMANDS: readonly Subcommand[] = [
  validateCommand,
  previewCommand,
  fetchCommand,
  sendCommand,
  emulatorCommand,
];

/** Runs one command line and returns its exit code. */
export async function runCli(args: readonly string[], console: Console): Promise<number> {
  let exitCode = 0;
  const program = new Command('vappt')
    .description('Writes, checks and sends payloads for Microsoft Graph virtual appointments.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        console.result(text.trimEnd());
      },
      writeErr: (text) => {
        console.note(printable(text.trimEnd()));
      },
    })
    .showHelpAfterError('(add --help for more)')
    .addHelpText(
      'after',
      `
Exit codes: 0 saved or fine, 1 findings that are errors, 2 wrong use, 3 conflict (412), 4 refused,
  5 not reached or not known, 6 sign-in needed, 130 cancelled.`,
    );
  for (const register of SUBCOMMANDS) {
    register(program, console, (code) => {
      exitCode = code;
    });
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has printed what is wrong, or the help or version that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    if (error instanceof UsageError) {
      console.note(printable(`error: ${error.message}`));
      return USAGE;
    }
    throw error;
  }
}
