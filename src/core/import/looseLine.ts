/** What stands behind a member's name: its whole value, or only what opens it. */
export type Opening = 'object' | 'list' | 'listOfObjects';

/** One line of JSON that has lost braces: a member, whole or opened. */
export interface LooseLine {
  readonly indent: string;
  /** With its quotes. */
  readonly key: string;
  readonly name: string;
  /** The value as written; for an opened one what opens it. */
  readonly value: string;
  readonly opens: Opening | undefined;
  readonly hasComma: boolean;
}

const MEMBER = /^([ \t]*)("(?:[^"\\]|\\.)*")[ \t]*:[ \t]*(.*)$/;
const MAX_LINE = 20_000;

/** @returns `undefined` when the line is no such member */
export function readLooseLine(line: string): LooseLine | undefined {
  if (line.length > MAX_LINE) return undefined;
  const [, indent, key, rest] = MEMBER.exec(line.trimEnd()) ?? [];
  if (indent === undefined || key === undefined || rest === undefined) return undefined;
  const name = parsed(key);
  if (typeof name !== 'string') return undefined;
  const hasComma = rest.endsWith(',');
  const value = hasComma ? rest.slice(0, -1).trimEnd() : rest;
  const opens = hasComma ? undefined : openingOf(value);
  if (opens === undefined && parsed(value) === undefined) return undefined;
  return { indent, key, name, value, opens, hasComma };
}

function openingOf(value: string): Opening | undefined {
  if (value === '{') return 'object';
  if (value === '[') return 'list';
  return /^\[\s*\{$/.test(value) ? 'listOfObjects' : undefined;
}

/** JSON has no `undefined`: that is what is no JSON. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}
