import { groupEnd } from './extent';

export interface Quoted {
  readonly text: string;
  /** Behind the closing quote. */
  readonly end: number;
  readonly isOpen: boolean;
}

type Lookup = (name: string) => string | undefined;

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
};
const PIECE =
  /`u\{(?<code>[\da-fA-F]{1,6})\}|`(?<escaped>[\s\S]?)|""|"|\$(?:\{(?<braced>\w{1,100})\}|(?<name>\w{1,100})|(?<expression>\())|(?<plain>[^`"$]+)|\$/y;

/**
 * Reads a text in double quotes: escapes, and variables that the script has set.
 *
 * @param from behind the opening quote
 * @param to where the text ends that has no closing quote of its own, as in a here-string
 */
export function readDoubleQuoted(text: string, from: number, lookup: Lookup, to?: number): Quoted {
  const limit = to ?? text.length;
  let inside = '';
  let isOpen = false;
  let at = from;
  while (at < limit) {
    PIECE.lastIndex = at;
    const found = PIECE.exec(text);
    let whole = found?.[0] ?? text.charAt(at);
    if (whole.length > limit - at) whole = whole.slice(0, limit - at);
    at += whole.length;
    if (to === undefined && whole === '"') return { text: inside, end: at, isOpen };
    const { code, escaped, braced, name = braced, expression } = found?.groups ?? {};
    if (code !== undefined) {
      inside += characterOf(code);
    } else if (escaped !== undefined) {
      inside += ESCAPES[escaped] ?? escaped;
    } else if (name !== undefined) {
      const value = lookup(name);
      inside += value ?? whole;
      isOpen ||= value === undefined;
    } else if (expression !== undefined) {
      // Quotes in it are its own. Nothing behind the limit may be looked at, or many texts look at it many times.
      const end = groupEnd(to === undefined ? text : text.slice(0, to), at - 1);
      inside += text.slice(at - 2, end);
      isOpen = true;
      at = end;
    } else {
      inside += whole === '""' && to === undefined ? '"' : whole;
    }
  }
  return { text: inside, end: at, isOpen };
}

/** Reads a text in single quotes, in which two of them stand for one. @param from behind the opening quote */
export function readSingleQuoted(text: string, from: number): Quoted {
  let inside = '';
  let at = from;
  for (;;) {
    const quote = text.indexOf("'", at);
    if (quote < 0) return { text: inside + text.slice(at), end: text.length, isOpen: false };
    inside += text.slice(at, quote);
    if (text[quote + 1] !== "'") return { text: inside, end: quote + 1, isOpen: false };
    inside += "'";
    at = quote + 2;
  }
}

/** Reads `@'…'@` or `@"…"@` at a place: quotes in it are only text, and it ends on a line of its own. */
export function readHereString(text: string, at: number, lookup: Lookup): Quoted | undefined {
  const open = /@(["'])[ \t]*\n/y;
  open.lastIndex = at;
  const found = open.exec(text);
  const quote = found?.[1];
  if (found === null || quote === undefined) return undefined;
  const from = at + found[0].length;
  // The closing line can follow at once.
  const close = text.indexOf(`\n${quote}@`, from - 1);
  const to = close < 0 ? text.length : Math.max(close, from);
  const end = close < 0 ? text.length : close + 3;
  if (quote === "'") return { text: text.slice(from, to), end, isOpen: false };
  return { ...readDoubleQuoted(text, from, lookup, to), end };
}

function characterOf(hex: string): string {
  const code = parseInt(hex, 16);
  return code > 0x10ffff ? '' : String.fromCodePoint(code);
}
