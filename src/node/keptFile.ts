import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { writeFileAtomically } from './atomicFile';

/** Replaces a JSON file in a folder of ours. @throws NodeJS.ErrnoException */
export async function writeKept(file: string, content: unknown): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFileAtomically(file, JSON.stringify(content));
}

/** What such a file holds; `undefined` where there is none, or nothing that can be read. */
export async function readKept(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** Forgets such a file; there need not be one. */
export async function removeKept(file: string): Promise<void> {
  await rm(file, { force: true });
}
