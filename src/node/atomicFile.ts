import { randomUUID } from 'node:crypto';
import { chmod, rename, rm, writeFile } from 'node:fs/promises';

/**
 * Writes a file so that nobody ever sees half of it, and a crash leaves the old one.
 *
 * @param mode of a file that the user has made already; unless given, only the user may read it
 */
export async function writeFileAtomically(path: string, text: string, mode?: number): Promise<void> {
  // A name of its own: nothing that a crash, another process or somebody else has left there is written to.
  const unfinished = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(unfinished, text, { mode: 0o600, flag: 'wx', flush: true });
    if (mode !== undefined) await chmod(unfinished, mode);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
