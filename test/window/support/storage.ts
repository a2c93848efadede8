import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { VsCodeWindow } from './window';

/**
 * Waits until what VS Code keeps for our extension contains a text. In a browser it writes a moment after it says so,
 * and a page that goes away in that moment takes it along.
 */
export async function keeps(page: Page, text: string): Promise<void> {
  await keepsUnder(page, 'vappt.vappt', text);
}

/** Makes VS Code keep which editors are open, as it does when somebody goes to another window, and waits for one of them. */
export async function keepsEditor(page: Page, typeId: string): Promise<void> {
  await page.evaluate(`document.hasFocus = () => false; window.dispatchEvent(new FocusEvent('blur'));`);
  await keepsUnder(page, 'memento/workbench.parts.editor', typeId);
  await page.evaluate('delete document.hasFocus');
}

async function keepsUnder(page: Page, key: string, text: string): Promise<void> {
  // `waitForFunction` does not wait for promises.
  await page.evaluate(`(async () => {
    const result = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (;;) {
      for (const { name } of await indexedDB.databases()) {
        if (!name.startsWith('vscode-web-state-db')) continue;
        const database = await result(indexedDB.open(name));
        const kept = await result(database.transaction('ItemTable').objectStore('ItemTable').get(${JSON.stringify(key)}));
        database.close();
        if (String(kept).includes(${JSON.stringify(text)})) return;
      }
      await new Promise(requestAnimationFrame);
    }
  })()`);
}

/** Waits until VS Code has put away a file with this text that is not saved: it does a second after the last change. */
export async function backsUp({ page, userData }: VsCodeWindow, text: string): Promise<void> {
  const folder = path.join(userData, 'User', 'Backups');
  const isThere = async (): Promise<boolean> => {
    const names = await readdir(folder, { recursive: true }).catch(() => []);
    // Folders are among them, and what goes away in this moment.
    const texts = await Promise.all(
      names.map((name) => readFile(path.join(folder, name), 'utf8').catch(() => '')),
    );
    return texts.some((each) => each.includes(text));
  };
  while (!(await isThere())) await page.evaluate('new Promise(requestAnimationFrame)');
}
