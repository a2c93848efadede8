import { earlierRuns, type JournalHeader } from '../../core/bulk/journal';
import { lockFile } from '../../node/fileLock';
import { JournalFile, readJournalFile } from '../../node/journalFile';
import { journalHeader } from '../../node/journalHeader';
import type { Console } from '../console';
import { isUsageError, UsageError } from '../exitCodes';
import { heldBy } from '../heldBy';
import { fileProblem } from '../payloadFile';
import { shownPath } from '../printable';

export interface OpenJournal {
  readonly journal: JournalFile | undefined;
  readonly earlier: ReturnType<typeof earlierRuns>;
  readonly close: () => Promise<void>;
}

type Opened = Omit<OpenJournal, 'close'>;

/**
 * Opens the journal that the options ask for, before anything is sent.
 *
 * @param names of all files, those that cannot be sent included: a file that is mended belongs to the same run
 * @param scope where all of them go, as `scopeHash` names it
 * @throws UsageError
 */
export async function openJournal(
  { journal: path, resume }: { readonly journal?: string; readonly resume?: true },
  { names, scope }: { readonly names: readonly string[]; readonly scope: string },
  console: Console,
): Promise<OpenJournal> {
  if (path === undefined) {
    return { journal: undefined, earlier: () => undefined, close: () => Promise.resolve() };
  }
  const header = journalHeader(names.map((name) => ({ name, target: scope })));
  let release: (() => Promise<void>) | undefined;
  try {
    release = await lock(path);
    const opened = resume === true ? await goOn(path, header, console) : await begin(path, header);
    return {
      ...opened,
      async close() {
        await opened.journal?.close();
        await release?.();
      },
    };
  } catch (error) {
    await release?.();
    if (isUsageError(error)) throw error;
    throw new UsageError(
      `The journal ${shownPath(path)} cannot be used: ${fileProblem(error)}. Nothing was sent.`,
    );
  }
}

/** Two runs on one journal would send the same files, and each would know of its own half only. @throws UsageError */
async function lock(path: string): Promise<() => Promise<void>> {
  const result = await lockFile(path);
  if (result.kind === 'locked') return result.release;
  const who = heldBy('Another run', result.holder);
  throw new UsageError(
    `${who} is using the journal ${shownPath(path)}. Wait for its end. If it has ended already, delete ${shownPath(result.lock)}. Nothing was sent.`,
  );
}

async function begin(path: string, header: JournalHeader): Promise<Opened> {
  try {
    return { journal: await JournalFile.create(path, header), earlier: () => undefined };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    throw new UsageError(
      `${shownPath(path)} exists already. Go on with that run with --resume, or name another journal. Nothing was sent.`,
    );
  }
}

async function goOn(path: string, header: JournalHeader, console: Console): Promise<Opened> {
  const read = await readJournalFile(path);
  if (read === undefined) {
    console.note(`There is no journal ${shownPath(path)} yet: the run begins with the first file.`);
    return await begin(path, header);
  }
  const { text, found } = read;
  const refuse = (why: string): UsageError => new UsageError(`${shownPath(path)} ${why} Nothing was sent.`);
  switch (found.kind) {
    case 'empty':
      return { journal: await JournalFile.restart(path, header), earlier: () => undefined };
    case 'notOurs':
      throw refuse('is not a journal of "vappt send".');
    case 'otherVersion':
      throw refuse('was written by another version of vappt. Finish its run with that one.');
    case 'damaged':
      throw refuse(`is damaged in line ${found.line}, so what was sent cannot be told.`);
    case 'journal':
      if (found.header.set !== header.set) {
        throw refuse(
          'belongs to another set of files, another account or another cloud. Name the same files.',
        );
      }
      return {
        journal: await JournalFile.goOn(path, text, found.length),
        earlier: earlierRuns(found.entries),
      };
  }
}
