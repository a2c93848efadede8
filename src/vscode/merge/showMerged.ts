import { applyEdits } from 'jsonc-parser';
import { commands, type TextDocument, window } from 'vscode';
import type { MergeStep } from '../../core/send/mergeAndResend';
import type { ReadOnlyDocuments } from '../readOnlyDocuments';
import { say } from '../translate';

/** Shows the file beside what a merge would make of it. */
export async function showMerged(
  documents: ReadOnlyDocuments,
  { uri }: TextDocument,
  name: string,
  step: MergeStep,
): Promise<void> {
  const text = applyEdits(step.document.text, [...step.edits]);
  const merged = documents.provide(`${name} (merged).json`, text, uri);
  // Over the file, and not over the page that the merge was begun from.
  const viewColumn = window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === uri.toString(),
  )?.viewColumn;
  await commands.executeCommand(
    'vscode.diff',
    uri,
    merged,
    say('{name}: as it is ↔ merged with the server', { name }),
    { preview: false, viewColumn },
  );
}
