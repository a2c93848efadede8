/**
 * What replaces what, in order. The shapes of tokens and codes are Entra's. Each looks at a stretch of text once, wherever
 * in it the search begins: a server decides how long it is.
 */
const REPLACEMENTS: readonly (readonly [RegExp, string])[] = [
  [
    /https:\/\/(?:[\w-]+\.)*teams\.(?:microsoft|live)\.(?:com|us)\/(?:l\/meetup-join|meet)\/[^\s"'<>]+/gi,
    '<join link>',
  ],
  [/\bBearer\s+[^\s"',;]+/gi, 'Bearer <token>'],
  [/\beyJ[\w-]{1,2000}\.[\w-]+(?:\.[\w-]*)*/g, '<token>'],
  [/\bvappt-emulator-token\.[\w.-]+/g, '<token>'],
  [/\b[01]\.A[\w-]{20,}(?:\.[\w-]+)*/g, '<token>'],
  // In a query, a form or JSON; "error code: 80049217" in prose is none.
  [
    /\b(code|client_info|id_token|access_token|refresh_token|device_code|user_code|code_verifier|code_challenge|assertion|client_assertion|client_secret|password|state|session_state|login_hint)(=|["']\s*:\s*["']?)[^\s"'&,;}]+/gi,
    '$1$2<redacted>',
  ],
  [/(?<![^\s@<>"'(),;:])[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+\.[^\s@<>"'(),;:]+/g, '<address>'],
  [/\+\d[\d\s().-]{6,}\d/g, '<number>'],
];

/** More of a text is neither read nor shown: what helps is at its start. What is cut off there cannot show by half. */
const MAX_READ = 16_384;
const MAX_SHOWN = 10_000;

/** Anything that could move the cursor, start a terminal sequence, forge a line or reorder one. */
const CONTROL = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu;

/** One line of text: what could break or reorder it becomes a space. */
export function oneLine(text: string): string {
  return text.replace(CONTROL, ' ').trim();
}

/**
 * Makes free text (a server's message, an exception) fit to show and to log: tokens, codes, addresses and telephone
 * numbers are replaced, control characters become spaces.
 *
 * @param personal values known to be somebody's data, such as names in the body that was sent
 */
export function redact(freeText: string, personal: readonly string[] = []): string {
  let result = oneLine(freeText.slice(0, MAX_READ));
  // Some letters become two in the other case (İ, ß), which the `i` of a pattern does not know.
  const values = personal.flatMap((value) => [value, value.toLowerCase(), value.toUpperCase()]);
  // A pattern costs much more than a look, and a payload can have tens of thousands of values.
  const looksLike = folded(result);
  const present = values.map(oneLine).filter((value) => value !== '' && looksLike.includes(folded(value)));
  if (present.length > 0) result = result.replace(anyOf(present), '<client data>');
  for (const [pattern, replacement] of REPLACEMENTS) result = result.replace(pattern, replacement);
  return result.slice(0, MAX_SHOWN);
}

/** The same for all cases of a text, wherever the `i` of a pattern takes them for the same: a sigma has two small ones. */
function folded(text: string): string {
  return text.toLowerCase().toUpperCase();
}

/**
 * Finds values in any case, the longest first: a name can be part of another. One look, so that what takes their place is
 * not looked at again.
 */
function anyOf(values: readonly string[]): RegExp {
  const longestFirst = [...values].sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map(asPattern).join('|'), 'giu');
}

/**
 * A name may well be part of a word that has nothing to do with it: "Cem" is in `resourceModified`. Not where words have no
 * spaces between them.
 */
function asPattern(value: string): string {
  const literal = value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  if (/^[a-z]{3,}$/i.test(value)) return `(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])`;
  return value.length <= 2 ? `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])` : literal;
}
