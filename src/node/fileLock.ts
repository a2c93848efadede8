import { randomUUID } from 'node:crypto';
import { readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import * as v from 'valibot';

/** The process that has a lock. */
const HOLDER = v.object({ pid: v.pipe(v.number(), v.integer(), v.minValue(1)), host: v.string() });

export type Holder = v.InferOutput<typeof HOLDER>;

export type LockResult =
  | { readonly kind: 'locked'; release(): Promise<void> }
  /** `holder` is missing where nobody can tell whose lock it is. */
  | { readonly kind: 'taken'; readonly lock: string; readonly holder: Holder | undefined };

/** How often a lock that nobody holds any more is put away: others may be after it too. */
const TRIES = 3;

/**
 * Locks a file for this process, by another file beside it that says whose it is. A process that was killed leaves its
 * lock behind: that does not count when it ran on this machine, where one can see that it is gone. So a killed run can
 * be gone on with at once, which locks that run out of time do not allow.
 *
 * @param path of the file, which need not exist
 * @throws NodeJS.ErrnoException when no file can be made beside it
 */
export async function lockFile(path: string): Promise<LockResult> {
  const lock = `${await realpath(path).catch(() => path)}.lock`;
  const text = JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    if (await create(lock, text)) return { kind: 'locked', release: () => release(lock, text) };
    const found = await readFile(lock, 'utf8').catch(() => undefined);
    if (found === undefined) continue;
    const holder = parse(found);
    if (holder === undefined || isAlive(holder)) return { kind: 'taken', lock, holder };
    await putAway(lock, found);
  }
  return { kind: 'taken', lock, holder: undefined };
}

/** Returns whether there was none. */
async function create(lock: string, text: string): Promise<boolean> {
  try {
    await writeFile(lock, text, { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Not one that somebody else has made since, after this one was deleted by hand. */
async function release(lock: string, text: string): Promise<void> {
  const found = await readFile(lock, 'utf8').catch(() => undefined);
  if (found === text) await rm(lock, { force: true });
}

/** Takes a lock away, but only the one that was looked at: somebody else may have done so, and have locked anew. */
async function putAway(lock: string, text: string): Promise<void> {
  const aside = `${lock}.${randomUUID()}`;
  try {
    await rename(lock, aside);
    const moved = await readFile(aside, 'utf8');
    if (moved !== text) await create(lock, moved);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

function isAlive({ pid, host }: Holder): boolean {
  // What runs elsewhere cannot be seen from here.
  if (host !== hostname()) return true;
  // A number is used again when a container starts anew.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

function parse(text: string): Holder | undefined {
  try {
    return v.parse(HOLDER, JSON.parse(text));
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
