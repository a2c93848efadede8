import { type Command, InvalidArgumentError, Option } from 'commander';
import { CLOUD_NAMES } from '../../core/graph/clouds';
import { parseIfMatchOption, type IfMatch } from '../../core/graph/ifMatch';
import { english } from '../../core/text';
import { UsageError } from '../exitCodes';

/** `--format`; without it, text. */
export function addFormat(command: Command, formats: readonly string[] = ['text', 'json']): Command {
  return command.addOption(
    new Option('--format <format>', 'how to print the result').choices(formats).default('text'),
  );
}

/** What decides where a request goes, for every subcommand that has one. */
export function addTargetOptions(command: Command): Command {
  return command
    .addOption(new Option('--cloud <name>', 'where to send').choices(CLOUD_NAMES).default('emulator'))
    .option(
      '--endpoint <url>',
      'the emulator’s address, when it is not the one that "vappt emulator" announced',
    )
    .option('--user <user>', '"me" or the object id of the organiser (default: the file’s $user, or "me")')
    .option('--meeting <id>', 'the online meeting, instead of the file’s $meeting')
    .option('--accept-language <list>', 'the languages to ask for');
}

/**
 * The options of the commands that show what `send` would do.
 *
 * @param useOfBase what a base is used for
 */
export function addPlannedOptions(command: Command, useOfBase: string): Command {
  return addFormat(addTargetOptions(command))
    .option('--base <file>', `what "vappt fetch --format json" printed: ${useOfBase}`)
    .option('--if-match <condition>', 'auto, require, none, * or a tag', parseIfMatch)
    .argument('<file>', 'payload file; "-" is standard input');
}

/** The target, and what a subcommand needs that really sends. */
export function addConnectionOptions(command: Command): Command {
  return addTargetOptions(command)
    .option('--timeout <seconds>', 'how long to wait for an answer, for one try', parseSeconds, 30)
    .option('--token-stdin', 'read the access token from standard input instead of VAPPT_TOKEN')
    .addOption(new Option('--quiet', 'print results only, no notes').conflicts('verbose'))
    .option('--verbose', 'note every request and answer');
}

/** @throws UsageError for a tag in a broken form; its message has the corrected one */
export function parseIfMatch(value: string): IfMatch {
  const parsed = parseIfMatchOption(value);
  // Not commander's error: that one repeats the value as it is, line breaks and all.
  if (parsed.kind === 'malformed') throw new UsageError(`--if-match: ${english(parsed.reason)}`);
  return parsed;
}

/** `fetch` refuses these, so nothing of ours could talk to an emulator there. https://fetch.spec.whatwg.org/#port-blocking */
const BLOCKED_PORTS = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

/** A port to listen on; 0 lets the system choose. */
export function parsePort(value: string): number {
  const port = Number(value);
  if (BLOCKED_PORTS.has(port)) {
    throw new InvalidArgumentError('HTTP clients refuse this port. Choose another one, or 0 for a free one.');
  }
  if (!/^\d+$/.test(value) || port > 65_535)
    throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

function parseSeconds(value: string): number {
  const seconds = Number(value);
  if (!(seconds > 0 && seconds <= 3600)) {
    throw new InvalidArgumentError('The limit is a number of seconds above 0, at most 3600.');
  }
  return seconds;
}

/** How many at a time: more than 64 would only wait for the service. */
export function parseConcurrency(value: string): number {
  if (!/^\d{1,3}$/.test(value) || Number(value) < 1 || Number(value) > 64) {
    throw new InvalidArgumentError('Give a number from 1 to 64.');
  }
  return Number(value);
}

/** How many, none included. */
export function parseCount(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('Give a whole number from 0.');
  return Number(value);
}
