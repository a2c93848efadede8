// Notifications and modal dialogs.
import type { Locator, Page } from 'playwright-core';
import { runCommand } from './quickInput';

/** Waits for a notification that contains the text. It hides itself after a while: answer it at once. */
export async function notification(page: Page, text: string): Promise<Locator> {
  const toast = page.locator('.notifications-toasts .notification-toast', { hasText: text });
  await toast.first().waitFor();
  return toast.first();
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
