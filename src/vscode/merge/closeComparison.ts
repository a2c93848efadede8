import { TabInputTextDiff, type Uri, window } from 'vscode';
import { payloadBehind } from '../readOnlyDocuments';

/** Closes what compares a payload with its merge: once it is written, both sides are the same. */
export async function closeComparison(payload: Uri): Promise<void> {
  const tabs = window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof TabInputTextDiff &&
        input.original.toString() === payload.toString() &&
        payloadBehind(input.modified)?.toString() === payload.toString(),
    );
  await window.tabGroups.close(tabs);
}
