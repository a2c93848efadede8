import { isRecord } from '../graph/reply';
import { type JournalEntry, type JournalHeader, JOURNAL_VERSION } from './journal';

export type JournalRead =
  | {
      readonly kind: 'journal';
      readonly header: JournalHeader;
      readonly entries: readonly JournalEntry[];
      /** How much of the text is whole lines, in characters: what follows was cut off while it was written. */
      readonly length: number;
    }
  /** Nothing is in it, or not even its first line is whole: nothing had been sent. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'notOurs' }
  | { readonly kind: 'otherVersion'; readonly version: unknown }
  | { readonly kind: 'damaged'; readonly line: number };

/** A line of the journal, with its end. */
export function journalLine(value: JournalHeader | JournalEntry): string {
  return `${JSON.stringify(value)}\n`;
}

/** Reads a journal. Its last line may be cut off: that is what the end of a process in the middle of a write leaves. */
export function readJournal(text: string): JournalRead {
  const length = text.lastIndexOf('\n') + 1;
  if (length === 0)
    return text === '' || '{"journal":"vappt"'.startsWith(text.slice(0, 18))
      ? { kind: 'empty' }
      : { kind: 'notOurs' };
  const [first = '', ...lines] = text.slice(0, length - 1).split('\n');
  const header = parse(first);
  if (header?.['journal'] !== 'vappt') return { kind: 'notOurs' };
  const { version, set, files } = header;
  if (version !== JOURNAL_VERSION) return { kind: 'otherVersion', version };
  if (typeof set !== 'string' || typeof files !== 'number') return { kind: 'damaged', line: 1 };
  const entries: JournalEntry[] = [];
  for (const [index, line] of lines.entries()) {
    const entry = parse(line);
    if (!isEntry(entry)) return { kind: 'damaged', line: index + 2 };
    entries.push(entry);
  }
  return { kind: 'journal', header: { journal: 'vappt', version, set, files }, entries, length };
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const texts = ['file', 'target', 'body'];
const textsOrNull = ['url', 'etagSent', 'etagNow', 'requestId', 'clientRequestId'];

function isEntry(
  entry: Record<string, unknown> | undefined,
): entry is JournalEntry & Record<string, unknown> {
  if (entry === undefined || !texts.every((name) => typeof entry[name] === 'string')) return false;
  if (entry['event'] === 'started') {
    return (
      isTextOrNull(entry['etagSent']) &&
      [undefined, true].includes(entry['afterConflict'] as true | undefined)
    );
  }
  return (
    entry['event'] === 'ended' &&
    typeof entry['outcome'] === 'string' &&
    typeof entry['doubt'] === 'boolean' &&
    textsOrNull.every((name) => isTextOrNull(entry[name])) &&
    (entry['status'] === null || typeof entry['status'] === 'number') &&
    typeof entry['attempts'] === 'number' &&
    typeof entry['durationMs'] === 'number'
  );
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}
