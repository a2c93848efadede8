import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { NEWEST_VSCODE } from '../../scripts/vscode/versions';
import { describeOn } from './support/describeOn';
import { emulatorOf, touch, writesOf } from './support/emulator';
import { clearNotifications, notification } from './support/notifications';
import { quickInput, runByKeyboard } from './support/quickInput';
import { screenshot } from './support/screenshot';

const FILE = 'docs-sample.vappt.json';
const CONFLICT = '412 Precondition Failed: somebody else changed the appointment first';
const QUESTION = 'Changed on the server only: externalAppointmentId';

/** Opens the first file of the explorer. */
async function openFirstFile(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+E');
  await page.locator('.explorer-folders-view .monaco-list:focus').waitFor();
  await page.keyboard.press('Home');
  await page.locator('.explorer-folders-view .monaco-list-row.focused', { hasText: FILE }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: FILE }).waitFor();
  await focusText(page);
}

async function focusText(page: Page): Promise<void> {
  await page.keyboard.press('Control+1');
  await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
}

/** Goes to the newest notification, and from button to button until this one has the focus, and presses it. */
async function pressInNotification(page: Page, toast: Locator, button: string): Promise<void> {
  const isToast = await page.locator('.notification-toast').first().isVisible();
  await runByKeyboard(
    page,
    isToast ? 'Notifications: Focus Notification Toast' : 'Notifications: Show Notifications',
  );
  const wanted = toast.getByRole('button', { name: button, exact: true });
  await wanted.waitFor();
  const focused = page.locator('.notification-list-item .monaco-button:focus');
  do {
    await page.keyboard.press('Tab');
    await focused.waitFor();
  } while ((await focused.textContent()) !== button);
  await page.keyboard.press('Enter');
}

describeOn([NEWEST_VSCODE], 'with the keyboard alone', ({ share }) => {
  it('a payload is sent, meets a 412, and is merged, whether notifications are in sight or not', async () => {
    const { page } = await share();
    await openFirstFile(page);
    // The palette has the extension's commands once its lenses are there.
    await page.locator('.codelens-decoration a', { hasText: 'Send Patch' }).first().waitFor();
    const origin = await emulatorOf(page);
    await clearNotifications(page);
    await focusText(page);
    await page.keyboard.press('Control+Alt+Enter');
    await notification(page, 'EMULATOR: 204 No Content: saved');

    await runByKeyboard(page, 'Virtual Appointment: Change an Appointment as Somebody Else');
    await notification(page, 'somebody changed externalAppointmentId');
    await runByKeyboard(page, 'Notifications: Clear All Notifications');
    await focusText(page);
    await page.keyboard.press('Control+Alt+Enter');
    const conflict = await notification(page, CONFLICT);
    // What a screen reader says of it.
    assert.match(
      (await conflict.locator('xpath=ancestor::*[@aria-label][1]').getAttribute('aria-label')) ?? '',
      /412/,
    );

    // With the buttons of notifications.
    await pressInNotification(page, conflict, 'Merge and Resend');
    await pressInNotification(page, await notification(page, QUESTION), 'Write and Send');
    await notification(page, 'EMULATOR: 204 No Content: saved');

    // When they have hidden themselves, by the commands.
    await touch(origin, { externalAppointmentId: 'theirs' });
    await clearNotifications(page);
    await runByKeyboard(page, 'Virtual Appointment: Merge and Resend');
    await notification(page, QUESTION);
    await page.locator('.tab.active', { hasText: 'merged with the server' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.notification-list-item').first().waitFor({ state: 'detached' });

    const reminder = `Merge of ${FILE} waits for you`;
    await page.locator('.statusbar').getByRole('button', { name: reminder }).waitFor();
    // What asks about the file in front asks about it too, and a lens says so.
    await page.keyboard.press('Control+1');
    await runByKeyboard(page, 'View: Open First Editor in Group');
    await page.locator('.codelens-decoration a', { hasText: 'Finish the Merge…' }).waitFor();
    await focusText(page);
    await page.keyboard.press('Control+Alt+Enter');
    await quickInput(page).getByText(`A merge of ${FILE} waits for you`).waitFor();
    // What is to be decided is in view again.
    await page.locator('.tab.active', { hasText: 'merged with the server' }).waitFor();
    await quickInput(page)
      .getByRole('option', { name: 'Write and Send' })
      .and(page.locator('.focused'))
      .waitFor();
    await screenshot(page, 'merge-waits');
    await page.keyboard.press('Enter');
    await notification(page, 'EMULATOR: 204 No Content: saved');
    await page.locator('.statusbar-item', { hasText: reminder }).waitFor({ state: 'detached' });
    assert.deepEqual(await writesOf(origin), ['PATCH 204', 'PATCH 412', 'PATCH 204', 'PATCH 204']);
  });
});
