import { Range, type TextDocument, workspace, WorkspaceEdit } from 'vscode';
import type { Span } from '../core/payload/model';

/** Where a stretch of a document's text is. */
export function rangeOf(document: TextDocument, { offset, length }: Span): Range {
  return new Range(document.positionAt(offset), document.positionAt(offset + length));
}

/** Makes edits of a document's text in one undo step. Returns whether that was possible. */
export async function editText(
  document: TextDocument,
  edits: readonly (Span & { readonly content: string })[],
): Promise<boolean> {
  const edit = new WorkspaceEdit();
  for (const { content, ...span } of edits) edit.replace(document.uri, rangeOf(document, span), content);
  return await workspace.applyEdit(edit);
}
