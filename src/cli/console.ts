import { setMaxListeners } from 'node:events';
import type { Readable } from 'node:stream';
import { CancelledError } from '../core/errors';
import { type Colours, markedColours, withColours } from './colour';
import { OUTPUT_LOST, UsageError } from './exitCodes';
import { harmless, printable } from './printable';

/**
 * The world as a command sees it. Whatever a line holds of files and servers, neither a terminal nor a build system acts
 * on it: every line is cleaned here, on its way out.
 */
export interface Console {
  /** Writes a line of the result to standard output. */
  result(line: string): void;
  /** Writes a file's own text to standard output, for what reads it there: as it is, unless a terminal reads it. */
  fileText(text: string): void;
  /** Writes a line that is not the result to standard error. */
  note(line: string): void;
  /** Shows how far a run is, on a terminal only: each line takes the place of the one before, an empty one ends it. */
  readonly progress: ((line: string) => void) | undefined;
  /** All of standard input. @throws CancelledError, and UsageError the second time */
  readStdin(): Promise<Uint8Array>;
  /** For results and for notes: each may go to a terminal or not. */
  readonly resultColours: Colours;
  readonly noteColours: Colours;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
}

/** Where a command line was typed: standard input and output, variables, and the signal that ends it. */
export interface Terminal {
  readonly stdin: Readable;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Console['env'];
  readonly signal: AbortSignal;
}

type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** The terminal or pipe that this process was started with. Call it once: it takes over the process's signals. */
export function processTerminal(): Terminal {
  const abort = new AbortController();
  // Every request of a run listens, and every pause: to Node that looks like a leak.
  setMaxListeners(0, abort.signal);
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    // Once: a second signal ends the process the ordinary way.
    process.once(name, () => {
      abort.abort();
    });
  }
  // Whoever reads it may have gone (`vappt … | head`): not an error of ours. Otherwise what was printed is lost, and its
  // exit code must not be taken for that of an outcome nobody has seen.
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return;
    process.once('exit', () => {
      process.exitCode = OUTPUT_LOST;
    });
    process.stderr.write(
      `vappt: The result could not be printed (${code ?? 'unknown'}). What was done stays done.\n`,
    );
  });
  // There is nowhere left to say it.
  process.stderr.on('error', () => undefined);
  const { stdin, stdout, stderr, env } = process;
  return { stdin, stdout, stderr, env, signal: abort.signal };
}

/** What commands print to a terminal, and read from it. */
export function consoleOf({ stdin, stdout, stderr, env, signal }: Terminal): Console {
  let stdinRead = false;
  const status = new StatusLine(stderr);
  const coloursFor = (stream: Output): Colours =>
    // On a terminal only, and not where NO_COLOR asks for none (https://no-color.org).
    markedColours(stream.isTTY === true && (env['NO_COLOR'] ?? '') === '');
  return {
    result: (line) => stdout.write(`${clean(line)}\n`),
    fileText: (text) => stdout.write(stdout.isTTY === true ? clean(text) : text),
    note: (line) => {
      status.above(() => stderr.write(`${clean(line)}\n`));
    },
    progress:
      stderr.isTTY === true
        ? (line) => {
            status.show(line);
          }
        : undefined,
    async readStdin() {
      if (stdinRead)
        throw new UsageError('Only one argument can be standard input, since that is read once.');
      stdinRead = true;
      const { addAbortSignal } = await import('node:stream');
      const { buffer } = await import('node:stream/consumers');
      addAbortSignal(signal, stdin);
      try {
        return await buffer(stdin);
      } catch (error) {
        if (signal.aborted) throw new CancelledError(false);
        throw error;
      }
    },
    resultColours: coloursFor(stdout),
    noteColours: coloursFor(stderr),
    env,
    signal,
  };
}

/** Safe to show, and painted. */
export function clean(text: string): string {
  return withColours(harmless(printable(text)));
}

/** A line at the end of a terminal that is written over. */
class StatusLine {
  #shown = '';

  constructor(private readonly stream: Output) {}

  show(line: string): void {
    this.#erase();
    this.stream.write(line);
    this.#shown = line;
  }

  above(write: () => void): void {
    const line = this.#shown;
    this.#erase();
    write();
    if (line !== '') this.show(line);
  }

  #erase(): void {
    if (this.#shown !== '') this.stream.write('\r\x1b[K');
    this.#shown = '';
  }
}
