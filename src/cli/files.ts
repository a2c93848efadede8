import { realpathSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from './exitCodes';
import { shownPath } from './printable';
import type { FoundFile } from './search';

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
 * Finds the payload files that arguments name: a file, a folder (`*.vappt.json` in it and below), a glob, or `-`. A link
 * to a file is one; what is behind a link to a folder is found only if that is named. What exists is taken by its name,
 * whatever characters it has. A file that does not exist is left to the reader to miss.
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
  const realFolders = new Map<string, string>();
  for (const arg of args) {
    const found = await filesOf(arg);
    if (found instanceof UsageError) {
      problems.push(found);
      continue;
    }
    for (const { name, isLink } of found) {
      const key = isLink ? realPath(name) : inRealFolder(name, realFolders);
      const listed = files.get(key);
      if (listed === undefined) files.set(key, name);
      else doubles.push({ name, listed });
    }
  }
  return { files: [...files.values()], problems, doubles };
}

/**
 * The payload file that an argument names, for commands that are about one: by its name, or as the only one in a folder
 * or of a glob.
 *
 * @throws UsageError when there is none, or more than one
 */
export async function namedFile(arg: string): Promise<string> {
  const { files, problems } = await namedFiles([arg]);
  const [problem] = problems;
  if (problem !== undefined) throw problem;
  const [file = arg] = files;
  if (files.length > 1) {
    const others = files.length === 2 ? 'one more' : `${files.length - 1} more`;
    throw new UsageError(
      `This takes one file, and ${shownPath(arg)} has ${shownPath(file)} and ${others}. Name one of them.`,
    );
  }
  return file;
}

/**
 * One file is one file, by whatever way it was named, links included. At once, since the trip to another thread and back
 * takes longer than the answer.
 */
function realPath(name: string): string {
  if (name === '-') return name;
  try {
    return realpathSync.native(name);
  } catch {
    return path.resolve(name);
  }
}

/** The same for what is no link itself: asking once for each folder will do. */
function inRealFolder(name: string, realFolders: Map<string, string>): string {
  const folder = path.dirname(name);
  const real = realFolders.get(folder) ?? realPath(folder);
  realFolders.set(folder, real);
  return path.join(real, path.basename(name));
}

async function filesOf(arg: string): Promise<readonly FoundFile[] | UsageError> {
  // It may be none.
  const itself = [{ name: arg, isLink: true }];
  if (arg === '-') return itself;
  const kind = await kindOf(arg);
  if (kind === 'file') return itself;
  const { search } = await import('./search');
  if (kind === 'folder') {
    const found = (await search('**/*.vappt.json', arg)) ?? [];
    if (found.length > 0) return found.map(({ name, isLink }) => ({ name: path.join(arg, name), isLink }));
    return new UsageError(`There are no payload files (*.vappt.json) in ${shownPath(arg)}.`);
  }
  const pattern = process.platform === 'win32' ? arg.replaceAll('\\', '/') : arg;
  const found = await search(pattern, process.cwd());
  if (found?.length === 0) return new UsageError(`No file matches ${shownPath(arg)}.`);
  return found ?? itself;
}

async function kindOf(arg: string): Promise<'file' | 'folder' | 'none'> {
  try {
    return (await stat(arg)).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'none';
  }
}
