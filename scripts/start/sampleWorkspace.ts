// The folder that `npm start` opens: a copy of scripts/sample, in which edited files are left alone.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheDir, repositoryRoot } from '../paths';

/** What is in front when the folder is opened. */
export const SAMPLE_FILE = 'docs-sample.vappt.json';

const source = path.join(repositoryRoot, 'scripts', 'sample');
const target = path.join(cacheDir, 'sample');
/** The files as they were copied, to tell which of them have been edited since. */
const asCopied = path.join(cacheDir, 'start', 'sample');

export async function prepareSample(): Promise<string> {
  await mkdir(target, { recursive: true });
  await mkdir(asCopied, { recursive: true });
  for (const name of await readdir(source)) {
    const found = await read(path.join(target, name));
    if (found !== undefined && found !== (await read(path.join(asCopied, name)))) continue;
    const text = await readFile(path.join(source, name), 'utf8');
    await writeFile(path.join(target, name), text);
    await writeFile(path.join(asCopied, name), text);
  }
  return target;
}

async function read(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}
