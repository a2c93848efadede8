// Context menus.
import type { Locator, Page } from 'playwright-core';

/** Opens the context menu of something in the window, and returns its items. */
export async function contextMenu(page: Page, on: Locator): Promise<Locator> {
  await on.click({ button: 'right' });
  const menu = page.locator('.context-view .monaco-menu');
  await menu.waitFor();
  return menu.getByRole('menuitem');
}
