// The text editor, as one sees and clicks it.
import type { Locator, Page } from 'playwright-core';
import { containing, exactly } from './text';

/**
 * Opens a file of the workspace folder from the explorer, and waits until its editor has the focus. (File search needs
 * a native program that the oldest VS Code from npm has not.)
 */
export async function openFile(page: Page, name: string): Promise<void> {
  await explorerRow(page, name).dblclick();
  await page.locator('.editor-group-container.active .tab.active', { hasText: name }).waitFor();
  await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
}

export function explorerRow(page: Page, name: string): Locator {
  return page.locator('.explorer-folders-view .monaco-list-row', { hasText: exactly(name) });
}

/** Clicks the code lens with this text, the first from the top. */
export async function clickLens(page: Page, text: string): Promise<void> {
  // After a reload VS Code shows the lenses it remembers, as plain text that cannot be clicked: only links work.
  await page
    .locator('.codelens-decoration a', { hasText: exactly(text) })
    .first()
    .click();
}

/** Puts the cursor into the text that is in front. */
export async function focusEditor(page: Page): Promise<void> {
  await page.locator('.editor-group-container.active .monaco-editor .view-line').first().click();
  await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
}

export function squiggle(page: Page, severity: 'error' | 'warning'): Locator {
  return page.locator(`.monaco-editor .squiggly-${severity}`).first();
}

/** Asks for completion at the cursor and waits until this is offered. */
export async function completes(page: Page, label: string): Promise<void> {
  await page.keyboard.press('Control+Space');
  await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: label }).first().waitFor();
}

/** Waits until the editor in front contains the text, as far as it is in sight. */
export async function editorContains(page: Page, text: string): Promise<void> {
  const lines = page.locator('.editor-group-container.active .view-lines', { hasText: containing(text) });
  await lines.first().waitFor();
}
