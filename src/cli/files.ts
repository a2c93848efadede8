import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { UsageError } from './exitCodes';
import { shownPath } from './printable';

/** The files that arguments name, and what is wrong with arguments that name none. */
export interface NamedFiles {
  /** As to be shown, each once, in the order of the arguments. `-` is standard input. */
  readonly files: readonly string[];
  readonly problems: readonly UsageError[];
  /** Other names of files that are listed already, in the same folder or through a link. */
  readonly doubles: readonly Double[];
}

export interface Double {
  readonly name: string;
  /** Its first name, which is the one that is listed. */
  readonly listed: string;
}

/**
 * Finds the payload files that arguments name: a file, a folder (`*.vappt.json` in it and below), a glob, or `-`. What
 * exists is taken by its name, whatever characters it has. A file that does not exist is left to the reader to miss.
 *
 * @throws UsageError when standard input is named twice
 */
export async function namedFiles(args: readonly string[]): Promise<NamedFiles> {
  if (args.filter((arg) => arg === '-').length > 1) {
    throw new UsageError('Only one argument can be standard input, since that is read once.');
  }
  const files = new Map<string, string>();
  const problems: UsageError[] = [];
  const doubles: Double[] = [];
  for (const arg of args) {
    const found = await filesOf(arg);
    if (found instanceof UsageError) problems.push(found);
    else for (const file of found) await add(file, files, doubles);
  }
  return { files: [...files.values()], problems, doubles };
}

async function add(name: string, files: Map<string, string>, doubles: Double[]): Promise<void> {
  const key = await keyOf(name);
  const listed = files.get(key);
  if (listed === undefined) files.set(key, name);
  else doubles.push({ name, listed });
}

/** One file is one file, by whatever way it was named, links included. */
async function keyOf(file: string): Promise<string> {
  return file === '-' ? file : await realpath(file).catch(() => path.resolve(file));
}

async function filesOf(arg: string): Promise<readonly string[] | UsageError> {
  if (arg === '-') return [arg];
  const kind = await kindOf(arg);
  if (kind === 'file') return [arg];
  if (kind === 'folder') {
    const found = await search('**/*.vappt.json', arg);
    if (found.length > 0) return found.map((file) => path.join(arg, file));
    return new UsageError(`There are no payload files (*.vappt.json) in ${shownPath(arg)}.`);
  }
  const pattern = process.platform === 'win32' ? arg.replaceAll('\\', '/') : arg;
  if (!isDynamicPattern(pattern)) return [arg];
  const found = await search(pattern, process.cwd());
  return found.length > 0 ? found : new UsageError(`No file matches ${shownPath(arg)}.`);
}

async function kindOf(arg: string): Promise<'file' | 'folder' | 'none'> {
  try {
    return (await stat(arg)).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'none';
  }
}

async function search(pattern: string, cwd: string): Promise<string[]> {
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
