import type { Directives, PayloadDocument } from './model';

/** The directives of a payload file; anything else that begins with `$` is an error. */
export const DIRECTIVES = {
  $meeting: 'meeting',
  $user: 'user',
  $ifMatch: 'ifMatch',
  $acceptLanguage: 'acceptLanguage',
} as const satisfies Record<string, keyof Directives>;

/** Whether a top-level name is a directive: it says how to send, and is never sent. */
export function isDirective(name: string): boolean {
  return name.startsWith('$');
}

/** Reads the directives whose value is a text. The rules complain about the others. */
export function readDirectives(document: PayloadDocument): Directives {
  const directives: { -readonly [Key in keyof Directives]: Directives[Key] } = {};
  for (const { name, value } of document.members) {
    if (!Object.hasOwn(DIRECTIVES, name) || value?.type !== 'string') continue;
    directives[DIRECTIVES[name as keyof typeof DIRECTIVES]] = String(value.value);
  }
  return directives;
}
