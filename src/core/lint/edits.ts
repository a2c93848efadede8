import type { Node } from 'jsonc-parser';
import type { PayloadDocument, Span } from '../payload/model';
import { TokenKind, tokensFrom } from '../payload/tokens';
import type { TextEdit } from './rule';

/** Puts another text in a place. */
export function replace({ offset, length }: Span, newText: string): TextEdit {
  return { offset, length, newText };
}

/** Puts a text in a place, as JSON writes it. */
export function replaceWithText(span: Span, value: string): TextEdit {
  return replace(span, JSON.stringify(value));
}

const comments = new WeakMap<PayloadDocument, readonly number[]>();

/** Whether there is a comment inside: replacing the whole would lose it. */
export function hasComment(document: PayloadDocument, span: Span): boolean {
  let known = comments.get(document);
  if (known === undefined) {
    known = document.problems.flatMap(({ kind, offset }) => (kind === 'comment' ? [offset] : []));
    comments.set(document, known);
  }
  return known.some((offset) => offset >= span.offset && offset < span.offset + span.length);
}

/** What to put between two entries, of which the second begins here: a space, or the line break and indentation before it. */
export function gapBefore(text: string, offset: number): string {
  let start = offset;
  while (isBlank(text[start - 1])) start -= 1;
  if (!isLineBreak(text[start - 1])) return ' ';
  const lineBreak = text.slice(start - 2, start) === '\r\n' ? '\r\n' : (text[start - 1] ?? '');
  return lineBreak + text.slice(start, offset);
}

/** Takes a stretch out, with the whole of its line if nothing else is on it, else with the spaces beside it. */
export function removeSpan(text: string, { offset, length }: Span): TextEdit {
  let start = offset;
  let end = offset + length;
  while (isBlank(text[start - 1])) start -= 1;
  while (isBlank(text[end])) end += 1;
  const startsLine = start === 0 || isLineBreak(text[start - 1]);
  const endsLine = end === text.length || isLineBreak(text[end]);
  if (startsLine && endsLine) end += text.startsWith('\r\n', end) ? 2 : end < text.length ? 1 : 0;
  else if (startsLine) start = offset;
  else if (!endsLine) start = offset;
  return { offset: start, length: end - start, newText: '' };
}

/**
 * Takes a property out of its object, or an item out of its list, with the comma that belongs to it. Comments around it
 * stay.
 */
export function removeEntry({ text }: PayloadDocument, entry: Node): TextEdit[] {
  const end = entry.offset + entry.length;
  const comma = commaAfter(text, end);
  if (comma !== undefined) {
    const between = text.slice(end, comma);
    if (between.trim() === '')
      return [removeSpan(text, { offset: entry.offset, length: comma + 1 - entry.offset })];
    return [replace(entry, ''), { offset: comma, length: 1, newText: '' }];
  }
  const siblings = entry.parent?.children ?? [];
  const previous = siblings[siblings.indexOf(entry) - 1];
  const before = previous === undefined ? undefined : commaAfter(text, previous.offset + previous.length);
  if (before === undefined) return [removeSpan(text, entry)];
  const between = text.slice(before + 1, entry.offset);
  // On one line with its neighbour: nothing but the neighbour is to be seen afterwards.
  if (/^[ \t]*$/.test(between)) return [{ offset: before, length: end - before, newText: '' }];
  return [{ offset: before, length: 1, newText: '' }, removeSpan(text, entry)];
}

/** Where the comma after an entry is, past white space and comments. */
function commaAfter(text: string, offset: number): number | undefined {
  for (const token of tokensFrom(text, offset)) {
    if (token.kind === TokenKind.CommaToken) return token.offset;
    if (token.kind < TokenKind.LineCommentTrivia || token.kind > TokenKind.Trivia) return undefined;
  }
  return undefined;
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

function isLineBreak(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}
