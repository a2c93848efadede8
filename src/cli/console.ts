import { addAbortSignal } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createColors } from 'picocolors';
import { CancelledError } from '../core/errors';
import type { Colours } from './colour';
import { UsageError } from './exitCodes';

/** The world as a command sees it. */
export interface Console {
  /** Writes a line of the result to standard output. */
  result(line: string): void;
  /** Writes a line that is not the result to standard error. */
  note(line: string): void;
  /** All of standard input. @throws CancelledError, and UsageError the second time */
  readStdin(): Promise<Uint8Array>;
  /** For results and for notes: each may go to a terminal or not. */
  readonly resultColours: Colours;
  readonly noteColours: Colours;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
}

export function nodeConsole(): Console {
  const abort = new AbortController();
  let stdinRead = false;
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
    result: (line) => process.stdout.write(`${line}\n`),
    note: (line) => process.stderr.write(`${line}\n`),
    async readStdin() {
      if (stdinRead)
        throw new UsageError('Only one argument can be standard input, since that is read once.');
      stdinRead = true;
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

/** Colours on a terminal only, and not where NO_COLOR asks for none (https://no-color.org). */
function coloursFor(stream: NodeJS.WriteStream): Colours {
  return createColors(stream.isTTY && (process.env['NO_COLOR'] ?? '') === '');
}
