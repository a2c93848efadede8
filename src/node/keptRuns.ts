import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { JournalEntry } from '../core/bulk/journal';
import { isRunFacts, type RunFacts } from '../core/bulk/runFacts';
import { JournalFile, readJournalFile } from './journalFile';
import { journalHeader } from './journalHeader';
import { readKept, removeKept, writeKept } from './keptFile';
import { isProcessAlive } from './processAlive';

/** A run that is under way. */
export interface OpenRun {
  readonly id: string;
  readonly journal: JournalFile;
  /** All files have had their turn: the run need not be remembered. */
  end(): Promise<void>;
  /** It stops here, and can be gone on with. */
  leave(): Promise<void>;
}

/** A run that somebody has begun and nobody has ended. */
export type LeftRun =
  | {
      readonly kind: 'interrupted';
      readonly id: string;
      readonly facts: RunFacts;
      readonly entries: readonly JournalEntry[];
    }
  /** What was sent cannot be told. */
  | { readonly kind: 'unreadable'; readonly id: string };

export type InterruptedRun = Extract<LeftRun, { kind: 'interrupted' }>;

const FACTS = '.run.json';
const JOURNAL = '.journal';

/**
 * The runs that have not ended, each in two files: what it is about, and its journal. Both are there before anything is
 * sent, and go when the run ends; what is left over was interrupted.
 */
export class KeptRuns {
  readonly #folder: string;
  readonly #isShared: boolean;
  readonly #open = new Set<string>();

  /** @param isShared whether other processes may have runs in the folder that are under way */
  constructor(folder: string, isShared: boolean) {
    this.#folder = folder;
    this.#isShared = isShared;
  }

  /** Begins a run. @throws NodeJS.ErrnoException when it cannot be written down; nothing may be sent then */
  async begin(facts: RunFacts): Promise<OpenRun> {
    const id = randomUUID();
    this.#open.add(id);
    try {
      await writeKept(this.#file(id, FACTS), { ...facts, process: process.pid });
      return this.#opened(id, await JournalFile.create(this.#file(id, JOURNAL), journalHeader(facts.files)));
    } catch (error) {
      this.#open.delete(id);
      await this.discard(id);
      throw error;
    }
  }

  /** Goes on with a run. @returns `undefined` when it is not there any more, or somebody goes on with it already */
  async goOn({ id, facts }: InterruptedRun): Promise<OpenRun | undefined> {
    const file = this.#file(id, JOURNAL);
    const read = await readJournalFile(file);
    const isFree = (await this.#read(id))?.kind === 'interrupted';
    if (!isFree || read?.found.kind !== 'journal') return undefined;
    await writeKept(this.#file(id, FACTS), { ...facts, process: process.pid });
    return this.#opened(id, await JournalFile.goOn(file, read.text, read.found.length));
  }

  /**
   * The runs that were interrupted, the oldest first.
   *
   * @param since in milliseconds since the epoch: runs that began before are forgotten
   */
  async left(since: number): Promise<LeftRun[]> {
    const found: LeftRun[] = [];
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names) {
      if (!this.#isShared && this.#isDebris(name, names)) await removeKept(path.join(this.#folder, name));
      if (!name.endsWith(FACTS)) continue;
      const run = await this.#read(name.slice(0, -FACTS.length));
      if (run?.kind === 'interrupted' && run.facts.startedAt < since) await this.discard(run.id);
      else if (run !== undefined) found.push(run);
    }
    const begun = (run: LeftRun): number => (run.kind === 'interrupted' ? run.facts.startedAt : 0);
    return found.sort((a, b) => begun(a) - begun(b));
  }

  async discard(id: string): Promise<void> {
    await removeKept(this.#file(id, FACTS));
    await removeKept(this.#file(id, JOURNAL));
  }

  async #read(id: string): Promise<LeftRun | undefined> {
    if (this.#open.has(id)) return undefined;
    const facts = await readKept(this.#file(id, FACTS));
    const read = await readJournalFile(this.#file(id, JOURNAL)).catch(() => 'unreadable' as const);
    if (read === undefined || (read !== 'unreadable' && read.found.kind === 'empty')) {
      // It ended before anything was sent, or it is beginning just now in another window.
      if (!this.#isShared) await this.discard(id);
      return undefined;
    }
    const isReadable = isRunFacts(facts) && read !== 'unreadable' && read.found.kind === 'journal';
    if (!isReadable || read.found.header.set !== journalHeader(facts.files).set)
      return { kind: 'unreadable', id };
    const { process: owner } = facts as { readonly process?: unknown };
    if (this.#isShared && owner !== process.pid && isProcessAlive(owner)) return undefined;
    return { kind: 'interrupted', id, facts, entries: read.found.entries };
  }

  /** What a crash leaves: a file that was being written, and a journal that nothing leads to. */
  #isDebris(name: string, names: readonly string[]): boolean {
    if (name.endsWith('.tmp')) return true;
    const id = name.slice(0, -JOURNAL.length);
    return name.endsWith(JOURNAL) && !names.includes(id + FACTS) && !this.#open.has(id);
  }

  #opened(id: string, journal: JournalFile): OpenRun {
    this.#open.add(id);
    const leave = async (): Promise<void> => {
      await journal.close();
      this.#open.delete(id);
    };
    return {
      id,
      journal,
      leave,
      end: async () => {
        await leave();
        await this.discard(id);
      },
    };
  }

  #file(id: string, suffix: string): string {
    return path.join(this.#folder, id + suffix);
  }
}
