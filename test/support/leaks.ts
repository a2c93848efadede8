import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** The secrets that stand in a text, by their first letters: a failing test must not repeat them either. */
export function leaksIn(text: string, secrets: Iterable<string>): string[] {
  return [...secrets]
    .filter((secret) => secret.length > 8 && text.includes(secret))
    .map((secret) => secret.slice(0, 6));
}

/** The files below a folder that hold one of the secrets. */
export async function filesWith(folder: string, secrets: ReadonlySet<string>): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  const found: string[] = [];
  for (const file of files) {
    if (leaksIn((await readFile(file)).toString('latin1'), secrets).length > 0) found.push(file);
  }
  return found;
}
