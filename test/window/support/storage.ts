import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { VsCodeWindow } from './window';

/**
 * Waits until what VS Code keeps for our extension contains a text. In a browser it writes a moment after it says so,
 * and a page that goes away in that moment takes it along.
 */
export async function keeps(page: Page, text: string): Promise<void> {
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
        const kept = await result(database.transaction('ItemTable').objectStore('ItemTable').get('vappt.vappt'));
        database.close();
        if (String(kept).includes(${JSON.stringify(text)})) return;
      }
      await new Promise(requestAnimationFrame);
    }
  })()`);
}

/** Waits until VS Code has put away what a file that was never saved has in it: it does a second after the last change. */
export async function backsUpUntitled({ page, userData }: VsCodeWindow): Promise<void> {
  const isThere = async (): Promise<boolean> => {
    const files = await readdir(path.join(userData, 'User', 'Backups'), { recursive: true }).catch(() => []);
    return files.some((file) => path.basename(path.dirname(file)) === 'untitled');
  };
  while (!(await isThere())) await page.evaluate('new Promise(requestAnimationFrame)');
}
