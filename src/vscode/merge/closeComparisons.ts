import { TabInputTextDiff, type Uri, window } from 'vscode';
import { payloadBehind } from '../readOnlyDocuments';

/** Closes what compares a payload with its merge or with the server: once it is written, that is over. */
export async function closeComparisons(payload: Uri): Promise<void> {
  const tabs = window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof TabInputTextDiff && payloadBehind(input.modified)?.toString() === payload.toString(),
    );
  await window.tabGroups.close(tabs);
}
