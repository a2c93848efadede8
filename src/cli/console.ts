import { CancelledError } from '../core/errors';
import { type Colours, markedColours, withColours } from './colour';
import { UsageError } from './exitCodes';
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

/** The terminal or pipe that this process was started with. Call it once: it takes over the process's signals. */
export function nodeConsole(): Console {
  const abort = new AbortController();
  let stdinRead = false;
  const status = new StatusLine(process.stderr);
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    // Once: a second signal ends the process the ordinary way.
    process.once(name, () => {
      abort.abort();
    });
  }
  for (const stream of [process.stdout, process.stderr]) {
    // Whoever read it has gone (`vappt … | head`): not an error of ours.
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    result: (line) => process.stdout.write(`${clean(line)}\n`),
    fileText: (text) => process.stdout.write(process.stdout.isTTY ? clean(text) : text),
    note: (line) => {
      status.above(() => process.stderr.write(`${clean(line)}\n`));
    },
    progress: process.stderr.isTTY
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
      addAbortSignal(abort.signal, process.stdin);
      try {
        return await buffer(process.stdin);
      } catch (error) {
        if (abort.signal.aborted) throw new CancelledError(false);
        throw error;
      }
    },
    resultColours: coloursFor(process.stdout),
    noteColours: coloursFor(process.stderr),
    env: process.env,
    signal: abort.signal,
  };
}

/** Safe to show, and painted. */
export function clean(text: string): string {
  return withColours(harmless(printable(text)));
}

/** A line at the end of a terminal that is written over. */
class StatusLine {
  #shown = '';

  constructor(private readonly stream: NodeJS.WriteStream) {}

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

/** Colours on a terminal only, and not where NO_COLOR asks for none (https://no-color.org). */
function coloursFor(stream: NodeJS.WriteStream): Colours {
  return markedColours(stream.isTTY && (process.env['NO_COLOR'] ?? '') === '');
}
