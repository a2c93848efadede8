import { readFile } from 'node:fs/promises';
import { parsePayload } from '../core/payload/parse';
import type { PayloadDocument } from '../core/payload/model';
import { runRules } from '../core/lint/runRules';
import { RULES } from '../core/lint/rules';
import type { Finding } from '../core/lint/rule';
import { UsageError } from './exitCodes';
import type { Console } from './console';

export interface PayloadFile {
  /** As the user named it; `-` is standard input. */
  readonly path: string;
  readonly document: PayloadDocument;
  readonly findings: readonly Finding[];
}

/** Reads a payload file and judges it by our rules. @throws UsageError when it cannot be read */
export async function readPayloadFile(path: string, console: Console): Promise<PayloadFile> {
  const document = parsePayload(path === '-' ? withoutMark(await console.readStdin()) : await readText(path));
  return { path, document, findings: runRules(document, RULES) };
}

/** Reads a text file in UTF-8, with or without byte order mark. @throws UsageError when it cannot be read */
export async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new UsageError(`Cannot read ${path}: ${reason(error)}.`);
  });
  try {
    return withoutMark(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new UsageError(`Cannot read ${path}: it is not UTF-8 text.`);
  }
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
};

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  return REASONS[code] ?? code;
}
