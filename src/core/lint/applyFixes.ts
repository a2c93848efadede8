import type { Fix, TextEdit } from './rule';

/** A text after some fixes, and which of them were made. */
export interface FixedText {
  readonly text: string;
  readonly applied: readonly Fix[];
}

/**
 * Makes fixes that were found in one and the same text. Of fixes that touch each other, or claim one name, only the
 * first is made: the others may be wrong by then, and are found again if they are not.
 */
export function applyFixes(text: string, fixes: readonly Fix[]): FixedText {
  const applied: Fix[] = [];
  const edits: TextEdit[] = [];
  const claimed = new Set<string>();
  let last: TextEdit | undefined;
  for (const fix of [...fixes].sort((a, b) => startOf(a) - startOf(b))) {
    if (last !== undefined && !isBehind(fix, last)) continue;
    const { claims = [] } = fix;
    if (claims.some((claim) => claimed.has(claim))) continue;
    for (const claim of claims) claimed.add(claim);
    applied.push(fix);
    edits.push(...fix.edits);
    last = fix.edits.at(-1) ?? last;
  }
  return { text: applyEdits(text, edits), applied };
}

/** Makes edits that are in document order and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { offset, length, newText } of edits) {
    result += text.slice(at, offset) + newText;
    at = offset + length;
  }
  return result + text.slice(at);
}

function startOf({ edits }: Fix): number {
  return edits[0]?.offset ?? 0;
}

/** Two insertions at one place would have no order, so that touching counts as overlapping for them. */
function isBehind(fix: Fix, last: TextEdit): boolean {
  const end = last.offset + last.length;
  const first = fix.edits[0];
  if (first === undefined || first.offset < end) return false;
  return first.offset > end || (first.length > 0 && last.length > 0);
}
