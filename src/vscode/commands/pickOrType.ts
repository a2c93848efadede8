import { type QuickPickItem, window } from 'vscode';

/** What was chosen of a list, with what was typed above it; `undefined`: nothing. */
export type Picked<Item> = { readonly item: Item; readonly typed: string } | undefined;

/** Asks with a list whose box also takes what is not in it: an item with `alwaysShow` stands for that. */
export async function pickOrType<Item extends QuickPickItem>(
  items: readonly Item[],
  words: { readonly title: string; readonly placeholder: string },
): Promise<Picked<Item>> {
  const picker = window.createQuickPick<Item>();
  picker.title = words.title;
  picker.placeholder = words.placeholder;
  picker.items = items;
  picker.matchOnDescription = true;
  picker.ignoreFocusOut = true;
  try {
    return await new Promise<Picked<Item>>((resolve) => {
      picker.onDidAccept(() => {
        const [item] = picker.selectedItems;
        if (item !== undefined) resolve({ item, typed: picker.value.trim() });
      });
      picker.onDidHide(() => {
        resolve(undefined);
      });
      picker.show();
    });
  } finally {
    picker.dispose();
  }
}
