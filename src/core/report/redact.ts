/** What replaces what, in order. The shapes of tokens and codes are Entra's. */
const REPLACEMENTS: readonly (readonly [RegExp, string])[] = [
  [/\bBearer\s+[^\s"',;]+/gi, 'Bearer <token>'],
  [/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)*/g, '<token>'],
  [/\bvappt-emulator-token\.[\w.-]+/g, '<token>'],
  [/\b[01]\.A[\w-]{20,}(?:\.[\w-]+)*/g, '<token>'],
  [
    /\b(code|client_info|id_token|access_token|refresh_token|device_code|code_verifier|client_assertion|client_secret|password|state|session_state|login_hint)(["']?\s*[=:]\s*["']?)[^\s"'&,;}]+/gi,
    '$1$2<redacted>',
  ],
  [/[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+\.[^\s@<>"'(),;:]+/g, '<address>'],
  [/\+\d[\d\s().-]{6,}\d/g, '<number>'],
];

/** Anything that could move the cursor, start a terminal sequence or forge a line. */

const CONTROL = /[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;

/**
 * Makes free text (a server's message, an exception) fit to show and to log: tokens, codes, addresses and telephone
 * numbers are replaced, control characters become spaces.
 *
 * @param personal values known to be somebody's data, such as names in the body that was sent
 */
export function redact(freeText: string, personal: readonly string[] = []): string {
  let result = freeText.replace(CONTROL, ' ');
  for (const value of personal) {
    if (value.trim().length > 2) result = result.replaceAll(value, '<client data>');
  }
  for (const [pattern, replacement] of REPLACEMENTS) result = result.replace(pattern, replacement);
  return result.trim();
}
