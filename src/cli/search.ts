import { type Dirent, readdir } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';

export interface FoundFile {
  readonly name: string;
  readonly isLink: boolean;
}

/**
 * Finds files by a glob, links to files among them: a bundle of its own, since most command lines name their files.
 *
 * @returns `undefined` for a plain name
 */
export async function search(pattern: string, cwd: string): Promise<FoundFile[] | undefined> {
  if (!isDynamicPattern(pattern)) return undefined;
  const links = new Set<string>();
  const found = await glob(pattern, {
    cwd,
    ignore: ['**/node_modules/**'],
    absolute: path.isAbsolute(pattern),
    expandDirectories: false,
    // A link to a folder can lead back to where it stands.
    followSymbolicLinks: false,
    fs: { readdir: listing(links) as typeof readdir },
  });
  return found.sort().map((name) => ({ name, isLink: links.has(path.resolve(cwd, name)) }));
}

/**
 * `readdir` as the search calls it, for which a link to a file, or to nothing, is one: the search itself would follow all
 * links or none.
 *
 * @param links to files, which it adds to
 */
function listing(links: Set<string>) {
  return (
    folder: string,
    options: { withFileTypes: true },
    done: (error: NodeJS.ErrnoException | null, entries: Dirent[]) => void,
  ): void => {
    const look = async (entry: Dirent): Promise<void> => {
      const place = path.resolve(folder, entry.name);
      const found = await stat(place).catch(() => undefined);
      // A link that leads nowhere is left to the reader to miss.
      if (found?.isFile() === false) return;
      links.add(place);
      entry.isFile = () => true;
    };
    readdir(folder, options, (error, found) => {
      // Without them where the folder cannot be read, whatever the types say.
      const entries = (found as Dirent[] | undefined) ?? [];
      void Promise.all(entries.filter((entry) => entry.isSymbolicLink()).map(look)).then(() => {
        done(error, entries);
      });
    });
  };
}
