import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';

const CLI = path.join(import.meta.dirname, '../../dist/cli.js');

export interface CliOptions {
  /** Added to an environment that has nothing but PATH; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Standard input, which then ends; nothing: empty. `null`: stays open for the test to write to. */
  readonly stdin?: string | Uint8Array | null;
  /** No file that it writes can be larger; POSIX only. */
  readonly fileSizeLimitKiB?: number;
  /** Standard output goes into this file instead; POSIX only. */
  readonly stdoutFile?: string;
}

export interface CliExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const running = new Set<CliProcess>();

/** A started `vappt`, in a process of its own. */
export class CliProcess {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  /** Once it has ended and all its output is read. */
  readonly exit: Promise<CliExit>;
  stdout = '';
  stderr = '';

  constructor(args: readonly string[], options: CliOptions = {}) {
    const { env, cwd, stdin, fileSizeLimitKiB, stdoutFile } = options;
    const own = [process.execPath, CLI, ...args];
    const command =
      stdoutFile === undefined
        ? own
        : ['bash', '-c', 'out=$1; shift; exec "$@" > "$out"', 'bash', stdoutFile, ...own];
    const [program = '', ...rest] =
      fileSizeLimitKiB === undefined
        ? command
        : ['bash', '-c', `ulimit -f ${fileSizeLimitKiB}; exec "$@"`, 'bash', ...command];
    this.child = spawn(program, rest, {
      env: { PATH: process.env['PATH'], ...env },
      cwd,
      stdio: 'pipe',
    });
    running.add(this);
    // A command that does not read its input closes the pipe.
    this.child.stdin.on('error', () => undefined);
    if (stdin !== null) this.child.stdin.end(stdin ?? '');
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.exit = this.#finish();
  }

  /** Resolves to the first line of standard output; rejects when the process ends without one. */
  async firstLine(): Promise<string> {
    for (;;) {
      const end = this.stdout.indexOf('\n');
      if (end >= 0) return this.stdout.slice(0, end);
      const ended = await Promise.race([this.exit, once(this.child.stdout, 'data').then(() => undefined)]);
      if (ended !== undefined) throw new Error(`vappt ended without a line: ${ended.stderr}`);
    }
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async #finish(): Promise<CliExit> {
    const [code, signal] = (await once(this.child, 'close')) as [number | null, NodeJS.Signals | null];
    running.delete(this);
    return { code, signal, stdout: this.stdout, stderr: this.stderr };
  }
}

/** Runs a command line to its end. */
export function runCli(args: readonly string[], options?: CliOptions): Promise<CliExit> {
  return new CliProcess(args, options).exit;
}

/** Ends what a failed test has left running. */
export async function killCliProcesses(): Promise<void> {
  await Promise.all(
    [...running].map(async (cli) => {
      cli.kill('SIGKILL');
      await cli.exit;
    }),
  );
}
