import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { NEWEST_VSCODE } from '../../scripts/vscode/versions';
import { describeOn } from './support/describeOn';
import { emulatorOf, writesOf } from './support/emulator';
import { clearNotifications, notification } from './support/notifications';
import { runByKeyboard } from './support/quickInput';

const FILE = 'docs-sample.vappt.json';
const CONFLICT = '412 Precondition Failed: somebody else changed the appointment first';

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

describeOn([NEWEST_VSCODE], 'with the keyboard alone', (open) => {
  it('a payload is sent, meets a 412, and is shown merged', async () => {
    const { page } = await open();
    const origin = await emulatorOf(page);
    await clearNotifications(page);
    await openFirstFile(page);
    await page.keyboard.press('Control+Alt+Enter');
    await notification(page, 'EMULATOR: 204 No Content: saved');

    await runByKeyboard(page, 'Virtual Appointment: Change an Appointment as Somebody Else');
    await notification(page, 'somebody else has changed externalAppointmentId');
    await runByKeyboard(page, 'Notifications: Clear All Notifications');
    await focusText(page);
    await page.keyboard.press('Control+Alt+Enter');
    const toast = await notification(page, CONFLICT);
    // What a screen reader says of it, and of its buttons.
    await toast.getByRole('button', { name: 'Merge and Resend', exact: true }).waitFor();
    assert.match((await toast.locator('[aria-label]').first().getAttribute('aria-label')) ?? '', /412/);

    await runByKeyboard(page, 'Virtual Appointment: Merge and Resend');
    await notification(page, 'Changed on the server only: externalAppointmentId');
    // The question is a notification: F6 and the arrows go there, as everywhere in VS Code.
    assert.deepEqual(await writesOf(origin), ['PATCH 204', 'PATCH 412']);
  });
});
