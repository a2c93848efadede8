// The output panel.
import type { Page } from 'playwright-core';
import { pick, runCommand } from './quickInput';

/** Shows an output channel and waits until its end contains the text. */
export async function showOutput(page: Page, channel: string, expected: string): Promise<void> {
  await runCommand(page, 'Output: Show Output Channels...');
  await pick(page, channel);
  await outputContains(page, expected);
}

/** Waits until the shown part of the output, its end unless somebody scrolled, contains the text. */
export async function outputContains(page: Page, expected: string): Promise<void> {
  await page.locator('.output-view .view-lines', { hasText: expected }).waitFor();
}

/**
 * The whole text of the output that is shown, however long: the panel itself renders only the lines in sight, so it
 * is selected and copied as a user would.
 */
export async function readOutput(page: Page): Promise<string> {
  await page.locator('.output-view').getByRole('textbox').focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  return page.evaluate<string>('navigator.clipboard.readText()');
}
