import { type Text, text as say } from '../text';

export type EntityTagCheck =
  | { readonly kind: 'valid' }
  /** `suggestion` is the tag that was most likely meant. */
  | { readonly kind: 'malformed'; readonly reason: Text; readonly suggestion?: string };

/** RFC 9110, 8.8.3, without the bytes above ASCII, which HTTP clients do not agree on. */
const ENTITY_TAG = /^(?:W\/)?"[\x21\x23-\x7e]*"$/;
/** The opaque part of the tags that Graph gives out: base64, sometimes with punctuation. */
const BARE_TAG = /^[\x21\x23-\x7e]+$/;
/** What else `If-Match` can be told, misspelt or in the wrong place: whoever writes it means no tag. */
const OTHER_CONDITION = /^(?:\*|auto|require|none)$/i;

/**
 * Checks a tag that a person wrote or pasted. Tags read from an answer are sent back untouched instead. The usual
 * slips are dropping `W/` or the quotes, and copying the tag from JSON with its backslashes.
 */
export function checkEntityTag(tag: string): EntityTagCheck {
  if (ENTITY_TAG.test(tag)) return { kind: 'valid' };
  const suggestion = repair(tag);
  const reason =
    suggestion === undefined
      ? say('This is not an entity tag. One looks like W/"ZfYdV7Me==": fetch the appointment to get its tag.')
      : say('This is not an entity tag. It should be {tag}.', { tag: suggestion });
  return { kind: 'malformed', reason, ...(suggestion !== undefined && { suggestion }) };
}

function repair(tag: string): string | undefined {
  const unescaped = tag.trim().replaceAll('\\"', '"');
  const opaque = unescaped
    .replace(/^['"]?[Ww]\/(.*?)['"]?$/, '$1')
    .replace(/^["'“”]+/, '')
    .replace(/["'“”]+$/, '');
  if (!BARE_TAG.test(opaque) || OTHER_CONDITION.test(opaque)) return undefined;
  // A quoted tag without W/ is a valid strong tag, so what is broken here was weak, as all of Graph's are.
  return `W/"${opaque}"`;
}
