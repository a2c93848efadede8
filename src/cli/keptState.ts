import { lockFile, type LockResult } from '../node/fileLock';
import { StateFile } from '../node/stateFile';
import { writtenPlace } from '../node/writtenPlace';
import type { Console } from './console';
import { UsageError } from './exitCodes';
import { heldBy } from './heldBy';
import { fileProblem } from './payloadFile';
import { shownPath } from './printable';

/** The state of an emulator, in a file that no other emulator may have meanwhile. */
export interface KeptState {
  /** @throws UsageError when it cannot be read: what is damaged is left as it is, since somebody may want it back */
  read(): Promise<unknown>;
  write(state: unknown): void;
  /** Resolves when everything so far has been written, or it was said why not. */
  written(): Promise<void>;
  /** Once everything has been written, the next one may have the file. */
  close(): Promise<void>;
}

/** Takes the file of `--data`, before anything is started. @throws UsageError */
export async function openKeptState(path: string, console: Pick<Console, 'note'>): Promise<KeptState> {
  const release = await lock(path);
  const file = new StateFile(path, (error) => {
    console.note(`The state was not written to ${path}: ${fileProblem(error)}.`);
  });
  return {
    async read() {
      try {
        return await file.read();
      } catch (error) {
        const problem = error instanceof SyntaxError ? 'it is not JSON' : fileProblem(error);
        throw new UsageError(`Cannot read ${path}: ${problem}. Move it away to start with a fresh state.`);
      }
    },
    write(state) {
      file.write(state);
    },
    async written() {
      await file.flush();
    },
    async close() {
      await file.flush();
      await release?.();
    },
  };
}

/** Each of two emulators would write its whole state over the other's. @throws UsageError */
async function lock(path: string): Promise<(() => Promise<void>) | undefined> {
  const result = await tryToLock(path);
  if (result?.kind !== 'taken') return result?.release;
  const who = heldBy('Another emulator', result.holder);
  throw new UsageError(
    `${who} keeps its state in ${shownPath(path)}. Stop it, or name another file with --data. If it has ended already, delete ${shownPath(result.lock)}.`,
  );
}

/** @returns `undefined` where nobody can write anything */
async function tryToLock(path: string): Promise<LockResult | undefined> {
  try {
    // Through a link to a file that is not there yet, too: it is by its own name that others may know it.
    return await lockFile(await writtenPlace(path));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // Good to begin with all the same, as from a medium that cannot be written to. Each change will be a note.
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return undefined;
    throw new UsageError(
      `Cannot keep the state in ${path}: ${fileProblem(error)}. Name another file with --data.`,
    );
  }
}
