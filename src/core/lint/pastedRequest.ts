const REQUEST_LINE = /^\s*(?:PATCH|PUT|GET|POST|DELETE)[ \t]+\S+[^\r\n]*/;
const COMMAND = /^\s*(?:curl(?:\.exe)?|Invoke-(?:MgGraphRequest|RestMethod))\b[^\r\n]*/i;
/** Microsoft's page loses its braces when it is copied as text. */
const MEMBER_WITHOUT_BRACES = /^\s*"(?:[^"\\\r\n]|\\.)*"[ \t]*:/;

export type PastedKind = 'request' | 'command' | 'noBraces';

export interface Pasted {
  readonly kind: PastedKind;
  /** How much of the text to mark, leading white space included. */
  readonly length: number;
}

/** What a text is that was pasted as it stood on a page, if it is no JSON for that reason. */
export function pastedRequest(text: string): Pasted | undefined {
  // Nearly every text begins with a brace, and several rules ask.
  if (text.startsWith('{')) return undefined;
  for (const [kind, pattern] of [
    ['request', REQUEST_LINE],
    ['command', COMMAND],
    ['noBraces', MEMBER_WITHOUT_BRACES],
  ] as const) {
    const found = pattern.exec(text);
    if (found !== null) return { kind, length: found[0].length };
  }
  return undefined;
}

/** Whether one complaint says it all, so that those about syntax and shape can be left out. */
export function isPastedRequest(text: string): boolean {
  return pastedRequest(text) !== undefined;
}
