// The text editor, as one sees and clicks it.
import type { Page } from 'playwright-core';
import { exactly } from './text';

/** Clicks the code lens with this text, the first from the top. */
export async function clickLens(page: Page, text: string): Promise<void> {
  // After a reload VS Code shows the lenses it remembers, as plain text that cannot be clicked: only links work.
  await page
    .locator('.codelens-decoration a', { hasText: exactly(text) })
    .first()
    .click();
}
