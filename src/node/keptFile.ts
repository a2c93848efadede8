import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Replaces a small file that only the user may read: whoever reads it finds the old content or the new one, whole.
 *
 * @throws NodeJS.ErrnoException
 */
export async function writeKept(file: string, content: unknown): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.new`;
  const handle = await open(fresh, 'w', 0o600);
  try {
    await handle.writeFile(JSON.stringify(content));
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await rename(fresh, file);
}

/** What such a file holds; `undefined` where there is none, or nothing that can be read. */
export async function readKept(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}

export async function removeKept(file: string): Promise<void> {
  await rm(file, { force: true });
}
