import { text } from 'node:stream/consumers';

/** The world as a command sees it. */
export interface Console {
  /** Writes a line of the result to standard output. */
  result(line: string): void;
  /** Writes a line that is not the result to standard error. */
  note(line: string): void;
  readStdin(): Promise<string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
}

export function nodeConsole(): Console {
  const abort = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    // Once: a second signal ends the process the ordinary way.
    process.once(name, () => {
      abort.abort();
    });
  }
  return {
    result: (line) => process.stdout.write(`${line}\n`),
    note: (line) => process.stderr.write(`${line}\n`),
    readStdin: () => text(process.stdin),
    env: process.env,
    signal: abort.signal,
  };
}
