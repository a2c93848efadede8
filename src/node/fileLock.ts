import { randomUUID } from 'node:crypto';
import { readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import * as v from 'valibot';

/** Whose a lock is. */
const HOLDER = v.object({
  pid: v.pipe(v.number(), v.integer(), v.minValue(1)),
  host: v.string(),
  /** Tells two locks of one process apart, and those of two processes that have had the same number. */
  id: v.string(),
});

export type Holder = v.InferOutput<typeof HOLDER>;

export type LockResult =
  | { readonly kind: 'locked'; readonly release: () => Promise<void> }
  /** `holder` is missing where nobody can tell whose lock it is. */
  | { readonly kind: 'taken'; readonly lock: string; readonly holder: Holder | undefined };

/** The ids of the locks of this process. */
const held = new Set<string>();

/**
 * Locks a file for this process, by another file beside it that says whose it is. A process that was killed leaves its
 * lock behind: that does not count when it ran on this machine, where one can see that it is gone. So a killed run can
 * be gone on with at once, which a lock that has to run out of time does not allow.
 *
 * @param path of the file, which need not exist
 * @throws NodeJS.ErrnoException when no file can be made beside it
 */
export async function lockFile(path: string): Promise<LockResult> {
  const lock = `${await realpath(path).catch(() => path)}.lock`;
  const own: Holder = { pid: process.pid, host: hostname(), id: randomUUID() };
  const found = (await create(lock, own)) ? own : await read(lock);
  const isOurs =
    found === own || (found !== undefined && !isAlive(found) && (await takeOver(lock, found, own)));
  if (!isOurs) return { kind: 'taken', lock, holder: found };
  held.add(own.id);
  return {
    kind: 'locked',
    async release() {
      held.delete(own.id);
      // Not one that somebody else has made, after this one was deleted by hand.
      if ((await read(lock))?.id === own.id) await rm(lock, { force: true });
    },
  };
}

/** Returns whether there was none. */
async function create(lock: string, own: Holder): Promise<boolean> {
  try {
    await writeFile(lock, JSON.stringify(own), { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Puts one's own lock in the place of a dead one. Only one process at a time may, or one would take another's new lock. */
async function takeOver(lock: string, dead: Holder, own: Holder): Promise<boolean> {
  const turn = `${lock}.turn`;
  if (!(await create(turn, own))) return false;
  try {
    if ((await read(lock))?.id !== dead.id) return false;
    await rm(lock, { force: true });
    return await create(lock, own);
  } finally {
    await rm(turn, { force: true });
  }
}

async function read(lock: string): Promise<Holder | undefined> {
  try {
    return v.parse(HOLDER, JSON.parse(await readFile(lock, 'utf8')));
  } catch {
    return undefined;
  }
}

function isAlive({ pid, host, id }: Holder): boolean {
  // What runs elsewhere cannot be seen from here.
  if (host !== hostname()) return true;
  // A container that starts anew gives the same numbers again.
  if (pid === process.pid) return held.has(id);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
