import { randomUUID } from 'node:crypto';
import { chmod, chown, rename, rm, writeFile } from 'node:fs/promises';
import { writtenPlace } from './writtenPlace';

/** What a file that the user has made already keeps. */
export interface Kept {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Writes a file so that nobody ever sees half of it, and a crash leaves the old one. A link stays, and what it leads to
 * is written; what exists and is no file stays too.
 *
 * @param kept unless given, only the user may read the file
 */
export async function writeFileAtomically(path: string, text: string, kept?: Kept): Promise<void> {
  const place = await writtenPlace(path);
  // A name of its own: nothing that a crash, another process or somebody else has left there is written to.
  const unfinished = `${place}.${randomUUID()}.tmp`;
  try {
    await writeFile(unfinished, text, { mode: 0o600, flag: 'wx', flush: true });
    if (kept !== undefined) {
      // Only root can give a file to somebody else, and has to: what a container writes is not root's.
      await chown(unfinished, kept.uid, kept.gid).catch(() => undefined);
      await chmod(unfinished, kept.mode & 0o777);
    }
    await rename(unfinished, place);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
