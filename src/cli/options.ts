import { type Command, InvalidArgumentError, Option } from 'commander';
import { CLOUD_NAMES, type CloudName } from '../core/graph/clouds';
import { parseIfMatchOption, type IfMatch } from '../core/graph/ifMatch';
import { english } from '../core/text';

export type Format = 'text' | 'json';

/** The options of every command that talks to Graph. */
export interface TargetOptions {
  readonly cloud: CloudName;
  readonly endpoint?: string;
  readonly user?: string;
  readonly meeting?: string;
  readonly acceptLanguage?: string;
}

export interface ConnectionOptions extends TargetOptions {
  /** Seconds. */
  readonly timeout: number;
  readonly tokenStdin?: true;
}

export function addFormat(command: Command, formats: readonly string[] = ['text', 'json']): Command {
  return command.addOption(
    new Option('--format <format>', 'how to print the result').choices(formats).default('text'),
  );
}

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

export function addConnectionOptions(command: Command): Command {
  return addTargetOptions(command)
    .option('--timeout <seconds>', 'how long to wait for an answer', parseSeconds, 30)
    .option('--token-stdin', 'read the access token from standard input instead of VAPPT_TOKEN');
}

export function parseIfMatch(value: string): IfMatch {
  const parsed = parseIfMatchOption(value);
  if (parsed.kind === 'malformed') throw new InvalidArgumentError(english(parsed.reason));
  return parsed;
}

export function parsePort(value: string): number {
  const port = Number(value);
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
