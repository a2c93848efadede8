import path from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';

/**
 * Finds files by a glob: a bundle of its own, since most command lines name their files. Links are not among them.
 *
 * @returns `undefined` for a plain name
 */
export async function search(pattern: string, cwd: string): Promise<string[] | undefined> {
  if (!isDynamicPattern(pattern)) return undefined;
  const found = await glob(pattern, {
    cwd,
    ignore: ['**/node_modules/**'],
    absolute: path.isAbsolute(pattern),
    expandDirectories: false,
    // A link can lead back to where it stands.
    followSymbolicLinks: false,
  });
  return found.sort();
}
