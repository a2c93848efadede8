import { type TextDocument, type Uri, window } from 'vscode';
import { directiveEdits } from '../../core/payload/insertDirective';
import { notify } from '../notify';
import { payloadOf, pickDocument } from '../payloads';
import { editText } from '../spans';
import { say } from '../translate';

/** Writes "$meeting" into a payload, or replaces what stands there: one undo step, and nothing else is touched. */
export async function writeMeeting(uri: Uri, meeting: string): Promise<void> {
  // The notification may have stayed for long: the file can be closed, changed or gone by now.
  const document = await pickDocument(uri);
  if (document === undefined) {
    notify('warning', say('"$meeting" was not written: the file is gone.'));
    return;
  }
  if (!isWritable(document)) return;
  const { options } = window.visibleTextEditors.find((editor) => editor.document === document) ?? {};
  const changes = directiveEdits(document.getText(), '$meeting', meeting, {
    insertSpaces: options?.insertSpaces !== false,
    tabSize: typeof options?.tabSize === 'number' ? options.tabSize : 2,
  });
  if (!(await editText(document, changes))) {
    notify('error', say('"$meeting" could not be written into the file. Is it read-only?'));
  }
}

/** Whether a directive can be written into a payload: only one whole object has a certain place for it. Says why not. */
export function isWritable(document: TextDocument): boolean {
  const { root, problems } = payloadOf(document);
  const isSound = problems.every(({ kind }) => kind === 'comment' || kind === 'trailingComma');
  if (root?.type === 'object' && isSound) return true;
  notify('warning', say('"$meeting" cannot be written into the file before its errors are put right.'));
  return false;
}
