import { type Tab, Uri, window } from 'vscode';
import { PREVIEW_SCHEME } from '../../manifest';

/**
 * Closes the merge editors that VS Code opens again in a window that is loaded anew: the merge has ended with the window
 * before, and with it what its sides have shown. The file keeps what was chosen, and asks as it did before that merge. An
 * editor that VS Code would ask about stays.
 */
export async function closeGoneMerges(): Promise<void> {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  await window.tabGroups.close(tabs.filter((tab) => !tab.isDirty && isOfOurs(tab)));
}

/** VS Code says the sides of a merge editor, but their class is a proposal only (tabInputTextMerge): it may vanish. */
function isOfOurs({ input }: Tab): boolean {
  const { input1 } = (input ?? {}) as { readonly input1?: unknown };
  return input1 instanceof Uri && input1.scheme === PREVIEW_SCHEME;
}
