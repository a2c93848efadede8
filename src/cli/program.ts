import { Command, CommanderError } from 'commander';
import { isCancelledError } from '../core/errors';
import { version } from '../../package.json';
import { createSyntax } from './syntax/create';
import { emulatorSyntax } from './syntax/emulator';
import { exportSyntax } from './syntax/export';
import { fetchSyntax } from './syntax/fetch';
import { fixSyntax } from './syntax/fix';
import { joinLinkSyntax } from './syntax/joinLink';
import { previewSyntax } from './syntax/preview';
import { sendSyntax } from './syntax/send';
import { tokenSyntax } from './syntax/token';
import { validateSyntax } from './syntax/validate';
import type * as commands from './commands/index';
import type { Console } from './console';
import { isUsageError, USAGE } from './exitCodes';
import { usageErrorLine } from './printable';

/** What the subcommands do: loaded with the first one that runs, so that help and mistakes are answered at once. */
type Commands = typeof commands;

/** Runs what a subcommand does; the number is its exit code. */
export type Run = (action: (commands: Commands, console: Console) => Promise<number>) => Promise<void>;

/** What a subcommand takes, and what it runs. */
export type Syntax = (program: Command, run: Run) => void;

/** All of them by name, in the order of the help. */
export const SUBCOMMANDS = {
  validate: validateSyntax,
  fix: fixSyntax,
  preview: previewSyntax,
  fetch: fetchSyntax,
  send: sendSyntax,
  create: createSyntax,
  'join-link': joinLinkSyntax,
  token: tokenSyntax,
  export: exportSyntax,
  emulator: emulatorSyntax,
} satisfies Readonly<Record<string, Syntax>>;

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
        console.note(text.trimEnd());
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
  VAPPT_TOKEN          the access token for a real cloud; the emulator needs none
  HTTPS_PROXY          the proxy for real clouds, such as http://proxy.example:8080
  NO_PROXY             hosts to reach without it, separated by commas
  NODE_EXTRA_CA_CERTS  a PEM file of certificates to trust, such as the proxy's

Exit codes: 0 saved or fine, 1 findings that are errors, 2 wrong use, 3 conflict (412), 4 refused,
  5 not reached or not known, 6 sign-in needed, 130 cancelled.`,
    );
  for (const register of Object.values(SUBCOMMANDS)) {
    register(program, async (action) => {
      exitCode = await action(await import('./commands/index'), console);
    });
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has printed what is wrong, or the help or version that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    if (isUsageError(error)) {
      console.note(usageErrorLine(error));
      return USAGE;
    }
    if (isCancelledError(error)) return 130;
    throw error;
  }
}
