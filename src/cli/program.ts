import { Command, CommanderError } from 'commander';
import { isCancelledError } from '../core/errors';
import { version } from '../../package.json';
import { createCommand } from './commands/create';
import { emulatorCommand } from './commands/emulator';
import { exportCommand } from './commands/export';
import { fetchCommand } from './commands/fetch';
import { fixCommand } from './commands/fix';
import { joinLinkCommand } from './commands/joinLink';
import { previewCommand } from './commands/preview';
import { sendCommand } from './commands/send';
import { tokenCommand } from './commands/token';
import { validateCommand } from './commands/validate';
import type { Console } from './console';
import { USAGE, UsageError } from './exitCodes';
import { printable, usageErrorLine } from './printable';

/** A subcommand: registers itself, and reports the exit code of its run. */
export type Subcommand = (program: Command, console: Console, exit: (code: number) => void) => void;

const SUBCOMMANDS: readonly Subcommand[] = [
  validateCommand,
  fixCommand,
  previewCommand,
  fetchCommand,
  sendCommand,
  createCommand,
  joinLinkCommand,
  tokenCommand,
  exportCommand,
  emulatorCommand,
];

/** Runs one command line and returns its exit code. */
export async function runCli(args: readonly string[], console: Console): Promise<number> {
  let exitCode = 0;
  const program = new Command('vappt')
    .description('Checks and sends payloads for Microsoft Graph virtual appointments.')
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
Examples:
  vappt emulator                                        (in another shell)
  vappt fetch a.vappt.json --format json > a.base.json
  vappt send a.vappt.json --base a.base.json

Environment:
  VAPPT_TOKEN  the access token for a real cloud; the emulator needs none

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
      console.note(usageErrorLine(error));
      return USAGE;
    }
    if (isCancelledError(error)) return 130;
    throw error;
  }
}
