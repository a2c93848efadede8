import type { Edit } from 'jsonc-parser';
import type { TextDocument } from 'vscode';
import { notify } from '../notify';
import { editText } from '../spans';
import { say } from '../translate';

/** Makes edits of a document's text in one undo step. Returns whether they were made; if not, the user knows. */
export async function writeEdits(document: TextDocument, edits: readonly Edit[]): Promise<boolean> {
  if (edits.length === 0) return true;
  if (await editText(document, edits)) return true;
  notify('error', say('The file could not be changed, so nothing was sent. Is it read-only?'));
  return false;
}
