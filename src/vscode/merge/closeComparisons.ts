import { TabInputText, TabInputTextDiff, type TextDocument, window } from 'vscode';
import { payloadBehind } from '../readOnlyDocuments';

/** Closes what compares a payload with its merge or with the server, once that is decided: the file is in front again. */
export async function closeComparisons({ uri }: TextDocument): Promise<void> {
  const payload = uri.toString();
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  // A comparison may be all that shows the file.
  if (!tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === payload)) return;
  await window.tabGroups.close(
    tabs.filter(
      ({ input }) =>
        input instanceof TabInputTextDiff && payloadBehind(input.modified)?.toString() === payload,
    ),
  );
}
