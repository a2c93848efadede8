import { decisions } from './decisions';

/** What `If-Match` asks for; undefined without the header. */
export type Condition = 'any' | readonly string[] | undefined;

const ENTITY_TAG = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g;
const TAG_LIST = new RegExp(`^${ENTITY_TAG.source}(?:[ \\t]*,[ \\t]*${ENTITY_TAG.source})*$`);

/** Reads `If-Match` (RFC 9110, 13.1.1): `*`, or one tag, or a list of them. Throws when it is malformed. */
export function readIfMatch(header: string | undefined): Condition {
  if (header === undefined) return undefined;
  if (header.trim() === '*') return 'any';
  const tags = parseTags(header);
  if (tags === undefined) throw decisions.ifMatchMalformed.apply();
  return tags;
}

/** Throws unless the condition allows changing the version that has this tag. */
export function checkCondition(condition: Condition, current: string): void {
  const holds =
    condition === undefined
      ? decisions.noIfMatch.apply()
      : condition === 'any'
        ? decisions.ifMatchStar.apply()
        : decisions.ifMatchList.apply(condition, current);
  if (!holds) throw decisions.ifMatchMismatch.apply();
}

/** Whether `If-None-Match` names the version that the client would be sent again. Compared weakly, as HTTP says. */
export function isNotModified(header: string | undefined, current: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  const bare = (tag: string): string => tag.replace(/^W\//, '');
  return (parseTags(header) ?? []).some((tag) => bare(tag) === bare(current));
}

function parseTags(header: string): string[] | undefined {
  const list = header.trim();
  return TAG_LIST.test(list) ? [...list.matchAll(ENTITY_TAG)].map(([tag]) => tag) : undefined;
}
