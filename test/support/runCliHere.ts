import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { consoleOf } from '../../src/cli/console';
import { runCli } from '../../src/cli/program';
import type { CliExit } from './runCli';

export interface HereOptions {
  /** The whole environment of the command. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Standard input; nothing: empty. */
  readonly stdin?: string | Uint8Array;
}

/** Runs a command line in this process and its folder, with streams for a terminal. */
export async function runCliHere(
  args: readonly string[],
  { env = {}, stdin = '' }: HereOptions,
): Promise<CliExit> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const printed = Promise.all([text(stdout), text(stderr)]);
  const { signal } = new AbortController();
  const terminal = { stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr, env, signal };
  const code = await runCli(args, consoleOf(terminal));
  stdout.end();
  stderr.end();
  const [out, err] = await printed;
  return { code, signal: null, stdout: out, stderr: err };
}
