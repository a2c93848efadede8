import type { Page } from 'playwright-core';

/** Waits until the clipboard holds a text that begins like this, and returns it. */
export async function clipboardWith(page: Page, beginning: string): Promise<string> {
  // `waitForFunction` does not wait for promises.
  return await page.evaluate<string>(`(async () => {
    for (;;) {
      const text = await navigator.clipboard.readText();
      if (text.startsWith(${JSON.stringify(beginning)})) return text;
      await new Promise(requestAnimationFrame);
    }
  })()`);
}
