import { type Uri, window } from 'vscode';
import { directiveEdits } from '../../core/payload/insertDirective';
import type { PayloadDocument } from '../../core/payload/model';
import { notify } from '../notify';
import { payloadOf, pickDocument } from '../payloads';
import { editText } from '../spans';
import { say } from '../translate';

/** Writes "$meeting" into a payload, or replaces what stands there: one undo step, and nothing else is touched. */
export async function writeMeeting(uri: Uri, meeting: string): Promise<void> {
  // The notification may have stayed for long: the file can be closed, changed or gone by now.
  const document = await pickDocument(uri);
  if (document === undefined || !isEditable(payloadOf(document))) {
    notify('warning', say('"$meeting" was not written: the file is gone, or has errors to put right first.'));
    return;
  }
  const { options } = window.visibleTextEditors.find((editor) => editor.document === document) ?? {};
  const changes = directiveEdits(document.getText(), '$meeting', meeting, {
    insertSpaces: options?.insertSpaces !== false,
    tabSize: typeof options?.tabSize === 'number' ? options.tabSize : 2,
  });
  if (!(await editText(document, changes))) {
    notify('error', say('"$meeting" could not be written into the file. Is it read-only?'));
  }
}

/** In anything but one whole object there is no certain place for a directive. */
function isEditable({ root, problems }: PayloadDocument): boolean {
  return (
    root?.type === 'object' && problems.every(({ kind }) => kind === 'comment' || kind === 'trailingComma')
  );
}
