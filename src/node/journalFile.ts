import { type FileHandle, open, readFile, stat, truncate } from 'node:fs/promises';
import { type Journal, type JournalEntry, JournalError, type JournalHeader } from '../core/bulk/journal';
import { journalLine, type JournalRead, readJournal } from '../core/bulk/journalText';

/** A journal in a file that only the user may read. What is written at the same time reaches the disk together. */
export class JournalFile implements Journal {
  readonly #file: FileHandle;
  #pending = '';
  #writing: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #failure: JournalError | undefined;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** Begins a journal. @throws NodeJS.ErrnoException when there is such a file already, or it cannot be written */
  static async create(path: string, header: JournalHeader): Promise<JournalFile> {
    return await JournalFile.#begin(await open(path, 'ax', 0o600), header);
  }

  /** Begins a journal in a file where nothing is. @throws NodeJS.ErrnoException */
  static async restart(path: string, header: JournalHeader): Promise<JournalFile> {
    await truncate(path, 0);
    return await JournalFile.#begin(await open(path, 'a'), header);
  }

  /**
   * Goes on with a journal, after its last whole line.
   *
   * @param length of the whole lines, in characters of `text`
   * @throws NodeJS.ErrnoException
   */
  static async goOn(path: string, text: string, length: number): Promise<JournalFile> {
    const whole = Buffer.byteLength(text.slice(0, length));
    if (length < text.length) await truncate(path, whole);
    return new JournalFile(await open(path, 'a'));
  }

  static async #begin(file: FileHandle, header: JournalHeader): Promise<JournalFile> {
    try {
      await file.appendFile(journalLine(header));
      await file.datasync();
      return new JournalFile(file);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async write(entry: JournalEntry): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    this.#pending += journalLine(entry);
    // One write is under way; whoever comes meanwhile shares the next.
    this.#next ??= this.#writing.then(() => this.#writePending());
    await this.#next;
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#file.close();
  }

  #writePending(): Promise<void> {
    const text = this.#pending;
    this.#pending = '';
    const done = this.#append(text);
    this.#next = undefined;
    this.#writing = done.catch(() => undefined);
    return done;
  }

  async #append(text: string): Promise<void> {
    // A line that is half there must stay the last one.
    if (this.#failure !== undefined) throw this.#failure;
    try {
      await this.#file.appendFile(text);
      await this.#file.datasync();
    } catch (error) {
      this.#failure = new JournalError('The journal cannot be written.', { cause: error });
      throw this.#failure;
    }
  }
}

/** Reads a journal that may not be there. @throws NodeJS.ErrnoException when it is, and cannot be read */
export async function readJournalFile(
  path: string,
): Promise<{ readonly text: string; readonly found: JournalRead } | undefined> {
  let bytes: Buffer;
  try {
    // A device may have no end.
    if (!(await stat(path)).isFile()) return { text: '', found: { kind: 'notOurs' } };
    bytes = await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const text = bytes.toString('utf8');
  // Bytes that are no text would make positions in the text and in the file differ.
  if (Buffer.byteLength(text) !== bytes.length) return { text, found: { kind: 'notOurs' } };
  return { text, found: readJournal(text) };
}
