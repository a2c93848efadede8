/** Graph refuses larger request bodies; a payload file past this is refused before anything else looks at it. */
export const MAX_PAYLOAD_BYTES = 4 * 1024 * 1024;

/** A payload nests four levels. The limit keeps recursive readers of the tree safe from hostile input. */
export const MAX_DEPTH = 100;

/** The size of a text in UTF-8, in bytes. */
export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Whether a text is larger than a payload may be. Encodes it only when its length alone does not tell. */
export function isTooLarge(text: string): boolean {
  if (text.length > MAX_PAYLOAD_BYTES) return true;
  return text.length * 3 > MAX_PAYLOAD_BYTES && utf8Length(text) > MAX_PAYLOAD_BYTES;
}
