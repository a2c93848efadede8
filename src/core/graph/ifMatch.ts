import { text as say } from '../text';
import { checkEntityTag, type EntityTagCheck } from './entityTag';

/** What a PATCH shall be conditional on. */
export type IfMatch =
  /** The stored tag, or where there is none the tag of a read made just before. */
  | { readonly kind: 'auto' }
  /** The stored tag, or no send. */
  | { readonly kind: 'require' }
  /** No condition: the last writer wins. */
  | { readonly kind: 'none' }
  /** Any existing version. */
  | { readonly kind: 'any' }
  | { readonly kind: 'tag'; readonly tag: string };

export type IfMatchMode = 'auto' | 'require' | 'none';

export const IF_MATCH_MODES: readonly IfMatchMode[] = ['auto', 'require', 'none'];

type Malformed = Extract<EntityTagCheck, { kind: 'malformed' }>;

/** Reads the value of the directive `$ifMatch`: a tag, `*` or `none`. */
export function parseIfMatchDirective(value: string): IfMatch | Malformed {
  if (value === 'none') return { kind: 'none' };
  if (value === '*') return { kind: 'any' };
  const mode = IF_MATCH_MODES.find((known) => known === value.trim().toLowerCase());
  if (mode === 'none') return { kind: 'malformed', reason: say('It is written "none".'), suggestion: 'none' };
  if (mode !== undefined) {
    const reason = say('"{mode}" is no tag: leave "$ifMatch" out, or use --if-match {mode}.', { mode });
    return { kind: 'malformed', reason };
  }
  const check = checkEntityTag(value);
  return check.kind === 'valid' ? { kind: 'tag', tag: value } : check;
}

/** Reads the value of the CLI's `--if-match`: what the directive may say, or one of the modes. */
export function parseIfMatchOption(value: string): IfMatch | Malformed {
  const mode = IF_MATCH_MODES.find((known) => known === value);
  return mode === undefined ? parseIfMatchDirective(value) : { kind: mode };
}
