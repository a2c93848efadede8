// Notifications and modal dialogs.
import type { Locator, Page } from 'playwright-core';
import { runCommand } from './quickInput';

/** A notification comes up well before that, if it does at all. */
const NOT_SHOWN_MS = 10_000;

/**
 * Waits for a notification that contains the text. It hides itself after a while: answer it at once. Of more than three in
 * 800 ms VS Code shows some in its notification centre only, which is opened then.
 */
export async function notification(page: Page, text: string): Promise<Locator> {
  const item = page.locator('.notification-list-item', { hasText: text }).first();
  const unread = page.locator('.statusbar .codicon-bell-dot');
  try {
    await item.waitFor({ timeout: NOT_SHOWN_MS });
  } catch {
    await item.or(unread).first().waitFor();
    if (!(await item.isVisible())) await unread.click();
    await item.waitFor();
  }
  return item;
}

export async function answerNotification(page: Page, text: string, button: string): Promise<void> {
  const toast = await notification(page, text);
  await toast.getByRole('button', { name: button, exact: true }).click();
}

/** Answers the modal dialog that contains the text. */
export async function answerDialog(page: Page, text: string, button: string): Promise<void> {
  const dialog = page.locator('.monaco-dialog-box', { hasText: text });
  await dialog.getByRole('button', { name: button, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Clears all notifications, so that the next one with the same text is a new one. */
export async function clearNotifications(page: Page): Promise<void> {
  await runCommand(page, 'Notifications: Clear All Notifications');
  await page.locator('.notifications-toasts .notification-toast').first().waitFor({ state: 'detached' });
}
