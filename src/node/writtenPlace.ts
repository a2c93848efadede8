import { lstat, readlink, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Where a text that is written to a path belongs: what the path leads to through links, whether it is there yet or not.
 * What takes the place of a link is another file than the one that its owner will look into.
 *
 * @throws NodeJS.ErrnoException when it leads to a folder, a device, or a pipe, for which no file may be put either
 */
export async function writtenPlace(name: string): Promise<string> {
  // Also where links go round in a circle, since this fails then.
  const found = await orNothing(stat(name));
  if (found !== undefined && !found.isFile()) throw new NotAFileError(name, found.isDirectory());
  const itself = await orNothing(lstat(name));
  if (itself?.isSymbolicLink() !== true) return name;
  if (found !== undefined) return await realpath(name);
  const next = await readlink(name);
  // Not path.join: "link/.." is not where the link stands.
  return await writtenPlace(path.isAbsolute(next) ? next : `${path.dirname(name)}${path.sep}${next}`);
}

class NotAFileError extends Error {
  readonly code: string;

  constructor(name: string, isFolder: boolean) {
    super(`${name} is not a regular file`);
    this.code = isFolder ? 'EISDIR' : 'NOT_A_FILE';
  }
}

async function orNothing<Value>(looking: Promise<Value>): Promise<Value | undefined> {
  try {
    return await looking;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
