const REQUEST_LINE = /\s*(?:PATCH|PUT|GET|POST|DELETE)[ \t]+\S+[^\r\n]*/y;
const COMMAND = /\s*(?:curl(?:\.exe)?|Invoke-(?:MgGraphRequest|RestMethod))\b[^\r\n]*/iy;
/** Microsoft's page loses its braces when it is copied as text. */
const MEMBER_WITHOUT_BRACES = /\s*"(?:[^"\\\r\n]|\\.)*"[ \t]*:/y;
/** What stands before a request in `.http` files and scripts: comments, fences, variables that are set, modules. */
const PREAMBLE =
  /[ \t]*(?:#|\/\/|::|<!--|```|[@$]?[A-Za-z_][\w-]*[ \t]*=|(?:export|@?set|rem|@?echo|Import-Module)[ \t])[^\n]*(?:\n|$)|[ \t]*\r?\n/iy;

export type PastedKind = 'request' | 'command' | 'noBraces';

export interface Pasted {
  readonly kind: PastedKind;
  /** What to mark of the text. */
  readonly start: number;
  readonly end: number;
}

/** What a text is that was pasted as it stood on a page, if it is no JSON for that reason. */
export function pastedRequest(text: string): Pasted | undefined {
  // Nearly every text begins with a brace, and several rules ask.
  if (text.startsWith('{')) return undefined;
  let at = 0;
  for (let end = endOf(PREAMBLE, text, 0); end !== undefined; end = endOf(PREAMBLE, text, at)) at = end;
  for (const [kind, pattern, from] of [
    ['request', REQUEST_LINE, at],
    ['command', COMMAND, at],
    ['noBraces', MEMBER_WITHOUT_BRACES, 0],
  ] as const) {
    const end = endOf(pattern, text, from);
    if (end === undefined) continue;
    return { kind, start: end - text.slice(from, end).trimStart().length, end };
  }
  return undefined;
}

/** Where a match that begins at a place ends. */
function endOf(pattern: RegExp, text: string, from: number): number | undefined {
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  return found === null ? undefined : from + found[0].length;
}

/** Whether one complaint says it all, so that those about syntax and shape can be left out. */
export function isPastedRequest(text: string): boolean {
  return pastedRequest(text) !== undefined;
}
