import type { Edit } from 'jsonc-parser';
import { Range, type TextDocument, workspace, WorkspaceEdit } from 'vscode';
import { notify } from '../notify';
import { say } from '../translate';

/** Makes edits of a document's text in one undo step. Returns whether they were made; if not, the user knows. */
export async function writeEdits(document: TextDocument, edits: readonly Edit[]): Promise<boolean> {
  if (edits.length === 0) return true;
  const edit = new WorkspaceEdit();
  for (const { offset, length, content } of edits) {
    const range = new Range(document.positionAt(offset), document.positionAt(offset + length));
    edit.replace(document.uri, range, content);
  }
  if (await workspace.applyEdit(edit)) return true;
  notify('error', say('The file could not be changed, so nothing was sent. Is it read-only?'));
  return false;
}
