import assert from 'node:assert/strict';
import { NEWEST_VSCODE } from '../../scripts/vscode/versions';
import { SAMPLE_MEETING_ID } from '../../src/emulator/constants';
import { accessibleNodes, unnamed } from './support/accessibility';
import { clipboardWith } from './support/clipboard';
import { describeOn } from './support/describeOn';
import { clickLens, openFile } from './support/editor';
import { emulatorOf, setFaults, stateOf, writesOf } from './support/emulator';
import { answerDialog, answerNotification, clearNotifications, notification } from './support/notifications';
import { outputContains } from './support/output';
import { quickInput, runByKeyboard, runCommand } from './support/quickInput';
import { screenshot } from './support/screenshot';
import { useTheme } from './support/theme';

const payload = (externalAppointmentId: string, $meeting = SAMPLE_MEETING_ID): string =>
  `${JSON.stringify({ $meeting, externalAppointmentId }, null, 2)}\n`;

const FILE = 'docs-sample.vappt.json';

describeOn([NEWEST_VSCODE], 'the results of many sends', ({ share }) => {
  it('are read, opened, copied and sent again with the keyboard alone', async () => {
    const { page } = await share({
      files: { 'a.vappt.json': payload('a', 'nobody-knows-it'), 'b.vappt.json': payload('b') },
    });
    await openFile(page, 'b.vappt.json');
    const origin = await emulatorOf(page);
    await setFaults(origin, { queue: [{ match: { method: 'PATCH' }, times: 1, status: 403 }] });
    await clearNotifications(page);
    await runByKeyboard(page, 'Virtual Appointment: Send Patches…');
    const dialog = page.locator('.monaco-dialog-box', { hasText: 'Send 3 patches to the emulator?' });
    await dialog.getByRole('button', { name: 'Send', exact: true }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await notification(page, '1 of 3 saved');

    const focusView = async (): Promise<void> => {
      await runByKeyboard(page, 'Virtual Appointments: Focus on Sent Patches View');
      await view.getByRole('tree').and(page.locator(':focus')).waitFor();
    };
    const view = page.locator('.pane', { hasText: 'Sent Patches' });
    const item = (name: string | RegExp) => view.getByRole('treeitem', { name });
    const focused = (name: RegExp) => item(name).and(page.locator('.focused')).waitFor();
    // A view that was never looked at takes no focus.
    await runByKeyboard(page, 'View: Show Virtual Appointments');
    await item('not allowed: 1 file').waitFor();
    await focusView();
    assert.deepEqual(unnamed(await accessibleNodes(page.locator('.part.sidebar'))), []);
    await item('not found: 1 file').waitFor();
    await item('saved: 1 file').waitFor();
    await page.keyboard.press('Home');
    await focused(/^not allowed: 1 file/);
    await page.keyboard.press('ArrowDown');
    await focused(/vappt\.json, not allowed, 403 Forbidden: not allowed/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await focused(/^a\.vappt\.json, not found, 404 Not Found/);
    await page.keyboard.press('Enter');
    await page.locator('.editor-group-container.active .tab.active', { hasText: 'a.vappt.json' }).waitFor();

    await focusView();
    await focused(/^a\.vappt\.json, not found/);
    await page.keyboard.press('Shift+F10');
    const menu = page.locator('.context-view .monaco-menu');
    await menu.getByRole('menuitem', { name: 'Compare with Server' }).waitFor();
    await screenshot(page, 'results-menu');
    const copy = menu.locator('.action-item.focused', { hasText: 'Copy Report' });
    for (let step = 0; step < 10 && !(await copy.isVisible()); step += 1)
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.match(await clipboardWith(page, 'PATCH '), /404 Not Found/);

    await clearNotifications(page);
    await runByKeyboard(page, 'Virtual Appointment: Retry Failed');
    const again = page.locator('.monaco-dialog-box', { hasText: 'Send 2 patches to the emulator?' });
    await again.getByRole('button', { name: 'Send', exact: true }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await notification(page, '2 of 3 saved');
    await item('saved: 2 files').waitFor();
    await item('not allowed: 1 file').waitFor({ state: 'detached' });
    await useTheme(page, 'dark');
    await screenshot(page, 'results-retried-dark');
  });

  it('of a run that the window did not outlive are offered by the next one, which goes on', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`p${index}.vappt.json`, payload(`booking-${index}`)]),
    );
    const { page, reload } = await share({ files });
    await openFile(page, 'p0.vappt.json');
    await setFaults(await emulatorOf(page), { latencyMs: 400 });
    await clearNotifications(page);
    await runCommand(page, 'Virtual Appointment: Send Patches…');
    await answerDialog(page, 'Send 10 patches to the emulator?', 'Send');
    await notification(page, '3 of 10 saved');
    await reload();

    await openFile(page, 'p0.vappt.json');
    await notification(page, 'A send of 10 files to the emulator was interrupted');
    await screenshot(page, 'interrupted-offer-light');
    await answerNotification(page, 'A send of 10 files to the emulator was interrupted', 'Show Results');
    const view = page.locator('.pane', { hasText: 'Sent Patches' });
    await view.getByText('The run was interrupted').waitFor();
    // It takes the focus, which would close what is typed into.
    await view.locator('.monaco-list-row.focused').first().waitFor();
    await useTheme(page, 'dark');
    await screenshot(page, 'interrupted-dark');
    await clearNotifications(page);
    await runCommand(page, 'Virtual Appointment: Retry Failed');
    await notification(page, '10 of 10 saved');
    const origin = await emulatorOf(page);
    const after = (await writesOf(origin)).length;
    assert.ok(after > 0 && after < 10, `${after} were sent after the interruption`);
    assert.match(await stateOf(origin), /"booking-8"/);

    await runCommand(page, 'Virtual Appointment: Clear Results');
    await view.waitFor({ state: 'detached' });
  });
});

describeOn([NEWEST_VSCODE], 'the history', ({ share }) => {
  it('opens a past report, sends again, and is cleared', async () => {
    const { page } = await share();
    await openFile(page, FILE);
    const origin = await emulatorOf(page);
    await clickLens(page, 'Send Patch');
    await outputContains(page, '204 No Content: saved');
    await clearNotifications(page);

    const box = quickInput(page);
    const title = 'The last sends of this workspace';
    await runCommand(page, 'Virtual Appointment: Show History');
    await box.getByText(title).waitFor();
    await screenshot(page, 'history-light');
    await page.keyboard.press('Enter');
    await page
      .locator('.tab.active', { hasText: /docs-sample\.vappt\.json \(report of .*\)\.txt/ })
      .waitFor();
    await page
      .locator('.editor-group-container.active .view-lines', { hasText: '204 No Content' })
      .first()
      .waitFor();
    await screenshot(page, 'history-report');

    await useTheme(page, 'dark');
    await runCommand(page, 'Virtual Appointment: Show History');
    const row = box.getByRole('option', { name: FILE }).first();
    await row.hover();
    await screenshot(page, 'history-dark');
    await row.getByRole('button', { name: 'Send the payload again' }).click();
    await notification(page, 'EMULATOR: 204 No Content: saved');
    assert.deepEqual(await writesOf(origin), ['PATCH 204', 'PATCH 204']);

    await clearNotifications(page);
    await runCommand(page, 'Virtual Appointment: Show History');
    await box.getByText(title).waitFor();
    assert.equal(await box.getByRole('option', { name: FILE }).count(), 2);
    await box.getByRole('button', { name: 'Clear the history' }).click();
    await runCommand(page, 'Virtual Appointment: Show History');
    await notification(page, 'The history of this workspace is empty.');
  });
});
