const LETTERS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const PLAIN = /[^\\']+/y;
const CODE = /x([\da-fA-F]{1,2})|u([\da-fA-F]{1,4})|U([\da-fA-F]{1,8})|([0-7]{1,3})/y;

/**
 * Reads bash's `$'…'`, which browsers' "Copy as cURL" writes.
 *
 * @param from behind the opening quote
 */
export function unescapeAnsiC(text: string, from: number): { text: string; end: number; isClosed: boolean } {
  let inside = '';
  let at = from;
  while (at < text.length) {
    if (text[at] === "'") return { text: inside, end: at + 1, isClosed: true };
    PLAIN.lastIndex = at;
    const plain = PLAIN.exec(text)?.[0];
    const piece = plain === undefined ? escapeAt(text, at + 1) : { text: plain, length: plain.length };
    inside += piece.text;
    at += piece.length;
  }
  return { text: inside, end: text.length, isClosed: false };
}

/** @param at behind the backslash @returns what the escape stands for, and its length with the backslash */
function escapeAt(text: string, at: number): { text: string; length: number } {
  CODE.lastIndex = at;
  const [whole, x, u, wide, octal] = CODE.exec(text) ?? [];
  if (whole === undefined) {
    const character = text.charAt(at);
    // What is no escape keeps its backslash.
    const known = LETTERS[character] ?? (/^['"\\?]?$/.test(character) ? character : `\\${character}`);
    return { text: known, length: 1 + character.length };
  }
  const code = octal === undefined ? parseInt(x ?? u ?? wide ?? '0', 16) : parseInt(octal, 8) & 0xff;
  return { text: code > 0x10ffff ? '' : String.fromCodePoint(code), length: 1 + whole.length };
}
