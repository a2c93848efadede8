import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';

/** Writes a file that only the user may read, so that nobody ever sees half of it, and a crash leaves the old one. */
export async function writeFileAtomically(path: string, text: string): Promise<void> {
  // A name of its own: nothing that a crash, another process or somebody else has left there is written to.
  const unfinished = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(unfinished, text, { mode: 0o600, flag: 'wx', flush: true });
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
