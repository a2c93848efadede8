import type { Node } from 'jsonc-parser';
import type { PayloadDocument, Span } from '../payload/model';
import { TokenKind, tokens } from '../payload/tokens';

/** How a document is written, as far as new text has to fit in. */
export interface Layout {
  readonly text: string;
  readonly eol: '\n' | '\r\n';
  /** One level of indentation. */
  readonly unit: string;
}

/** The document's own line ends and indentation, for edits that look like it. */
export function layoutOf({ text, root }: PayloadDocument): Layout {
  const first = root?.children?.[0];
  const unit = first === undefined ? '' : indentAt(text, first.offset);
  return { text, eol: text.includes('\r\n') ? '\r\n' : '\n', unit: unit === '' ? '  ' : unit };
}

/** The offset behind a span. */
export function endOf({ offset, length }: Span): number {
  return offset + length;
}

/** The white space that the line of an offset begins with. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

/** The offset at which the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  // Not lastIndexOf: it reads to the start of the file where a kind of line end does not occur.
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start -= 1;
  return start;
}

/** Whether nothing but white space stands before an offset in its line. */
export function isFirstInLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}

/** Where the comma after a child of an object or a list is, if there is one. */
export function commaAfter(text: string, child: Node, limit: number): number | undefined {
  const from = endOf(child);
  for (const { kind, offset } of tokens(text.slice(from, limit))) {
    if (kind === TokenKind.CommaToken) return from + offset;
  }
  return undefined;
}

/** Behind the comments that stand in the same line after an offset: they belong to what is before them. */
export function afterRemarks(text: string, offset: number, limit: number): number {
  let end = offset;
  for (const token of tokens(text.slice(offset, limit))) {
    if (token.kind === TokenKind.LineBreakTrivia) break;
    if (token.kind === TokenKind.Trivia) continue;
    if (token.kind !== TokenKind.LineCommentTrivia && token.kind !== TokenKind.BlockCommentTrivia) break;
    end = offset + endOf(token);
  }
  return end;
}

/** Whether what stands between two places ends with a comment that goes on to the end of its line. */
export function endsInLineComment(text: string, start: number, end: number): boolean {
  return [...tokens(text.slice(start, end))].at(-1)?.kind === TokenKind.LineCommentTrivia;
}

/** A value as text: in one line where its neighbours are, else with the document's indentation. */
export function write(value: unknown, layout: Layout, indent: string, isInline: boolean): string {
  if (isInline) return writeInline(value);
  return JSON.stringify(value, null, layout.unit).replaceAll('\n', layout.eol + indent);
}

function writeInline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeInline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, each]) => `${JSON.stringify(name)}: ${writeInline(each)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
