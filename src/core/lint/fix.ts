import { text as say, type TextArgs } from '../text';
import type { Fix, TextEdit } from './rule';

/** A fix that may be made without asking: only one thing can have been meant. */
export function safe(title: string, edits: readonly TextEdit[], args: TextArgs = {}): Fix {
  return { title: say(title, args), edits, safe: true };
}

/** A fix that is only a proposal. */
export function proposal(title: string, edits: readonly TextEdit[], args: TextArgs = {}): Fix {
  return { title: say(title, args), edits };
}
