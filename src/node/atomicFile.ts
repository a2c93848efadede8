import { rename, rm, writeFile } from 'node:fs/promises';

/** Writes a file that only the user may read, so that nobody ever sees half of it, and a crash leaves the old one. */
export async function writeFileAtomically(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(unfinished, text, { mode: 0o600 });
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
