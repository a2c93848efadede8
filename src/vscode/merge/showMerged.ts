import { applyEdits } from 'jsonc-parser';
import { commands, TabInputText, TabInputTextDiff, type TextDocument, window } from 'vscode';
import type { MergeStep } from '../../core/send/mergeAndResend';
import type { ReadOnlyDocuments } from '../readOnlyDocuments';
import { say } from '../translate';

/**
 * Shows the file beside what a merge would make of it.
 *
 * @returns closes it, which brings the file back to the front
 */
export async function showMerged(
  documents: ReadOnlyDocuments,
  { uri }: TextDocument,
  name: string,
  step: MergeStep,
): Promise<() => Promise<void>> {
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
  return async () => {
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    // It may be the only one that shows the file.
    if (!tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString()))
      return;
    const shows = tabs.filter(
      ({ input }) => input instanceof TabInputTextDiff && input.modified.toString() === merged.toString(),
    );
    await window.tabGroups.close(shows);
  };
}
