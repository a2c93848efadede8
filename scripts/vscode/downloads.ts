// Puts a folder into the downloads folder, whole or not at all: it is prepared under another name and renamed
// when it is complete. Of two processes that prepare the same folder at once, the first to finish wins.
import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { downloadsDir } from '../paths';

const STAGING = '.staging-';
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

export async function ensureDownload(
  name: string,
  prepare: (staging: string) => Promise<void>,
): Promise<string> {
  const target = path.join(downloadsDir, name);
  if (existsSync(target)) return target;

  await mkdir(downloadsDir, { recursive: true });
  await removeAbandoned();
  const staging = await mkdtemp(path.join(downloadsDir, STAGING));
  const remove = (): void => {
    rmSync(staging, { recursive: true, force: true });
  };
  process.once('exit', remove);
  try {
    await prepare(staging);
    await rename(staging, target);
  } catch (error) {
    // The rename fails where another process has finished before us: theirs is as good.
    if (!existsSync(target)) throw withAdvice(name, error);
  } finally {
    process.off('exit', remove);
    await rm(staging, { recursive: true, force: true });
  }
  return target;
}

/** What a killed process left behind. Young ones may belong to a process that is at work. */
async function removeAbandoned(): Promise<void> {
  for (const entry of await readdir(downloadsDir)) {
    if (!entry.startsWith(STAGING)) continue;
    const staging = path.join(downloadsDir, entry);
    const made = (await stat(staging).catch(() => undefined))?.mtimeMs;
    if (made !== undefined && Date.now() - made > ABANDONED_AFTER_MS) {
      await rm(staging, { recursive: true, force: true });
    }
  }
}

function withAdvice(name: string, cause: unknown): Error {
  const text = cause instanceof Error ? cause.message : String(cause);
  let advice = 'Run it again; if it goes on failing, the lines above say why.';
  if (/ENOSPC|EDQUOT/.test(text)) {
    advice = `The disk is full: about 1.5 GB are needed in ${downloadsDir} (or set VAPPT_VSCODE_CACHE to another folder).`;
  } else if (/EACCES|EPERM|EROFS/.test(text)) {
    advice = `${downloadsDir} cannot be written: set VAPPT_VSCODE_CACHE to a folder that can.`;
  } else if (/ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|E40\d|E50\d/.test(text)) {
    advice =
      "npm's registry cannot be reached: check the network and `npm config get registry`, then run it again.";
  }
  return new Error(`${name} could not be installed.\n${text}\n${advice}`, { cause });
}
