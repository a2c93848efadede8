import { type Tab, TabInputText, TabInputTextDiff, type TextDocument, type Uri, window } from 'vscode';
import { mergeTab } from '../mergeTabs';
import { payloadBehind } from '../readOnlyDocuments';

/** Closes what compares or merges a payload with the server, once that is decided: the file is in front again. */
export async function closeComparisons({ uri, isDirty }: TextDocument): Promise<void> {
  const payload = uri.toString();
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  // A comparison may be all that shows the file.
  if (!tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === payload)) return;
  const decided = tabs.filter((tab) => {
    // A merge editor asks before it closes on what is not saved.
    const about = comparedIn(tab) ?? (isDirty ? undefined : mergeTab(tab).result);
    return about?.toString() === payload;
  });
  try {
    await window.tabGroups.close(decided);
  } catch {
    // Somebody has closed one in this moment.
  }
}

function comparedIn({ input }: Tab): Uri | undefined {
  return input instanceof TabInputTextDiff
    ? (payloadBehind(input.modified) ?? payloadBehind(input.original))
    : undefined;
}
