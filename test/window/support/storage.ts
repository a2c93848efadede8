import type { Page } from 'playwright-core';

/**
 * Waits until VS Code has written something under a key that contains this. In a browser it writes a moment after it
 * says so, and a page that goes away in that moment takes it along.
 */
export async function isStored(page: Page, key: string): Promise<void> {
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
        const keys = await result(database.transaction('ItemTable').objectStore('ItemTable').getAllKeys());
        database.close();
        if (keys.some((each) => String(each).includes(${JSON.stringify(key)}))) return;
      }
      await new Promise(requestAnimationFrame);
    }
  })()`);
}
