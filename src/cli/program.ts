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
import type * as checkCommands from './commands/checks';
import type * as commands from './commands/index';
import type { Console } from './console';
import { isUsageError, USAGE } from './exitCodes';
import { usageErrorLine } from './printable';

/** What the subcommands do: loaded with the first one that runs, so that help and mistakes are answered at once. */
type Commands = typeof commands;
/** The same of those that need nothing but files, and are run for every commit. */
export type Checks = typeof checkCommands;

/** Runs what a subcommand does; the number is its exit code. */
export type Run<Loaded> = (action: (loaded: Loaded, console: Console) => Promise<number>) => Promise<void>;

/** What a subcommand takes, and what it runs. */
export type Syntax<Loaded = Commands> = (program: Command, run: Run<Loaded>) => void;

const CHECKS = {
  validate: validateSyntax,
  fix: fixSyntax,
} satisfies Readonly<Record<string, Syntax<Checks>>>;
const OTHERS = {
  preview: previewSyntax,
  fetch: fetchSyntax,
  send: sendSyntax,
  create: createSyntax,
  'join-link': joinLinkSyntax,
  token: tokenSyntax,
  export: exportSyntax,
  emulator: emulatorSyntax,
} satisfies Readonly<Record<string, Syntax>>;
/** All of them by name, in the order of the help. */
export const SUBCOMMANDS = { ...CHECKS, ...OTHERS };

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
  5 not reached or not known, 6 sign-in needed, 74 the result could not be printed, 130 cancelled.`,
    );
  const running =
    <Loaded>(load: () => Promise<Loaded>): Run<Loaded> =>
    async (action) => {
      exitCode = await action(await load(), console);
    };
  const checks = running(() => import('./commands/checks'));
  const others = running(() => import('./commands/index'));
  const isConcerned = concernedBy(args);
  for (const [name, syntax] of Object.entries(CHECKS)) if (isConcerned(name)) syntax(program, checks);
  for (const [name, syntax] of Object.entries(OTHERS)) if (isConcerned(name)) syntax(program, others);
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

/** Which subcommands it takes to understand a command line: the one that it names. Help and mistakes are about all of them. */
function concernedBy([first = '']: readonly string[]): (name: string) => boolean {
  if (Object.hasOwn(SUBCOMMANDS, first)) return (name) => name === first;
  return () => !['-V', '--version'].includes(first);
}
