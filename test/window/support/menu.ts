// Context menus.
import type { Locator, Page } from 'playwright-core';

/** Opens the context menu of something in the window, and returns its items. */
export async function contextMenu(page: Page, on: Locator): Promise<Locator> {
  await on.click({ button: 'right' });
  const menu = page.locator('.context-view .monaco-menu');
  await menu.waitFor();
  return menu.getByRole('menuitem');
}

/** Chooses an item of a context menu. A menu takes no click in the first 100 ms, and says nothing of it. */
export async function chooseInMenu(page: Page, items: Locator, title: string): Promise<void> {
  await items.filter({ hasText: title }).hover();
  await page.locator('.context-view .action-item.focused', { hasText: title }).waitFor();
  await page.keyboard.press('Enter');
}
