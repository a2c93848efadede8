import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parsePayload } from '../core/payload/parse';
import type { PayloadDocument } from '../core/payload/model';
import { runRules } from '../core/lint/runRules';
import { RULES } from '../core/lint/rules';
import type { Finding, LintContext } from '../core/lint/rule';
import { UsageError } from './exitCodes';
import type { Console } from './console';
import { shownPath } from './printable';

export interface PayloadFile {
  /** As the user named it; `-` is standard input. */
  readonly path: string;
  readonly document: PayloadDocument;
  readonly findings: readonly Finding[];
}

/** Reads a payload file and judges it by our rules. @throws UsageError when it cannot be read */
export async function readPayloadFile(
  path: string,
  console: Console,
  context: LintContext = {},
): Promise<PayloadFile> {
  const document = parsePayload(await readPayloadText(path, console));
  return { path, document, findings: runRules(document, RULES, context) };
}

/** The text of a payload file without byte order mark. @throws UsageError when it cannot be read */
export async function readPayloadText(path: string, console: Console): Promise<string> {
  return path === '-' ? decode(await console.readStdin(), 'standard input') : readTextNow(path);
}

/** Reads a text file in UTF-8, with or without byte order mark. @throws UsageError when it cannot be read */
export async function readText(path: string): Promise<string> {
  return decode(await readFile(path).catch((error: unknown) => unreadable(path, error)), shownPath(path));
}

/**
 * The same at once, for payload files: there can be thousands, all of them small, and the four trips to another thread
 * that each would take are longer than the reading. Read once: a pipe has nothing more to give after that.
 */
function readTextNow(path: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    return unreadable(path, error);
  }
  return decode(bytes, shownPath(path));
}

function unreadable(path: string, error: unknown): never {
  throw new UsageError(`Cannot read ${path}: ${fileProblem(error)}.`);
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** UTF-8, with or without byte order mark: the decoder drops the mark. @throws UsageError */
function decode(bytes: Uint8Array, name: string): string {
  try {
    return UTF_8.decode(bytes);
  } catch {
    throw new UsageError(`Cannot read ${name}: it is not UTF-8 text.`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  NOT_A_FILE: 'it is not a regular file',
  ENOTDIR: 'a part of the path is a file',
  ELOOP: 'its links lead round in a circle',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

/** Why a file could not be read or written, in a few words. */
export function fileProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  return REASONS[code] ?? code;
}
