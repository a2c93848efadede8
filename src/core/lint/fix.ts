import type { Node } from 'jsonc-parser';
import { text as say, type TextArgs } from '../text';
import type { PayloadDocument } from '../payload/model';
import { hasComment, removeEntry } from './edits';
import type { Fix, TextEdit } from './rule';

/** A fix that may be made without asking: only one thing can have been meant. */
export function safe(title: string, edits: readonly TextEdit[], args: TextArgs = {}): Fix {
  return { title: say(title, args), edits, safe: true };
}

/** A fix that is only a proposal. */
export function proposal(title: string, edits: readonly TextEdit[], args: TextArgs = {}): Fix {
  return { title: say(title, args), edits };
}

/** A fix that is safe where it is certain what was meant, and a proposal elsewhere. */
export function safeIf(
  title: string,
  isCertain: boolean,
  edits: readonly TextEdit[],
  args: TextArgs = {},
): Fix {
  return isCertain ? safe(title, edits, args) : proposal(title, edits, args);
}

/** Removes an entry: only a proposal where it is not certain, or where a comment would go with it. */
export function removal(title: string, document: PayloadDocument, entry: Node, isCertain = true): Fix {
  return safeIf(title, isCertain && !hasComment(document, entry), removeEntry(document, entry));
}

/** A fix that gives members of an object these names. */
export function claiming(fix: Fix, object: Node | undefined, names: readonly string[]): Fix {
  return { ...fix, claims: names.map((name) => `${object?.offset ?? 0} ${name}`) };
}
