import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { NEWEST_VSCODE } from '../../scripts/vscode/versions';
import { accessibleNodes, namesOf, unnamed } from './support/accessibility';
import { describeOn } from './support/describeOn';
import { clickLens, openFile } from './support/editor';
import { chooseInMenu, contextMenu } from './support/menu';
import { notification } from './support/notifications';
import { pick, pressFor, runByKeyboard, runCommand } from './support/quickInput';
import { screenshot } from './support/screenshot';
import { useTheme } from './support/theme';

const item = (page: Page, name: string | RegExp): Locator => page.getByRole('treeitem', { name });

/** What a screen reader has to say of the views, the lenses and the status bar. */
async function speaksOfItself(page: Page): Promise<void> {
  const views = await accessibleNodes(page.locator('.part.sidebar'));
  assert.deepEqual(unnamed(views), []);
  assert.deepEqual(namesOf(views, 'tree'), ['Target', 'Appointments', 'History']);
  const items = namesOf(views, 'treeitem').join('\n');
  assert.match(items, /^To the local emulator, nothing leaves this machine$/m);
  assert.match(items, /^As the emulator user, no sign-in needed$/m);
  assert.match(items, /^Emulator, running at 127\.0\.0\.1:\d+$/m);
  assert.match(items, /^docs-sample, the server has changed$/m);
  assert.match(items, /^docs-sample, conflict · 412 · /m);

  const lens = page.locator('.codelens-decoration').first();
  // VS Code asks for lenses late while the focus is elsewhere.
  await lens.filter({ hasText: 'the server has changed' }).waitFor();
  const lenses = await accessibleNodes(lens);
  assert.deepEqual(unnamed(lenses), []);
  assert.deepEqual(namesOf(lenses, 'button').slice(0, 2), [
    'Send Patch',
    'emulator · the server has changed',
  ]);
  const statusBar = await accessibleNodes(page.locator('.statusbar'));
  assert.deepEqual(unnamed(statusBar), []);
  assert.ok(
    namesOf(statusBar, 'button').includes('Payloads go to emulator · the server has changed'),
    namesOf(statusBar, 'button').join('\n'),
  );
}

describeOn([NEWEST_VSCODE], 'the views of the activity bar', ({ open, share }) => {
  it('show target, appointments, emulator and history, and act on them', async () => {
    const { page } = await open();
    await page.getByRole('tab', { name: 'Virtual Appointments' }).click();
    await item(page, 'To the local emulator, nothing leaves this machine').waitFor();
    await item(page, 'Emulator, stopped; the next use starts it').waitFor();
    await page.getByText('No appointment has been read from here so far.').waitFor();
    await page.getByText('The history is empty.').waitFor();
    await screenshot(page, 'view-empty-light');

    await item(page, /^Emulator, stopped/).hover();
    await page.getByRole('button', { name: 'Start Emulator' }).click();
    await item(page, /^Emulator, running at 127\.0\.0\.1:\d+/).waitFor();

    await runCommand(page, 'View: Show Explorer');
    await openFile(page, 'docs-sample.vappt.json');
    await clickLens(page, 'Send Patch');
    await notification(page, 'EMULATOR: 204 No Content: saved');
    await runCommand(page, 'Virtual Appointment: Change an Appointment as Somebody Else');
    await clickLens(page, 'Send Patch');
    await notification(page, 'EMULATOR: 412 Precondition Failed');

    await page.getByRole('tab', { name: 'Virtual Appointments' }).click();
    const appointment = item(page, /^docs-sample, the server has changed/);
    await appointment.waitFor();
    await item(page, /^docs-sample, conflict · 412/).waitFor();
    await speaksOfItself(page);
    await appointment.hover();
    await screenshot(page, 'view-light');
    await useTheme(page, 'dark');
    await appointment.hover();
    await screenshot(page, 'view-dark');
    await useTheme(page, 'highContrast');
    await appointment.hover();
    await screenshot(page, 'view-high-contrast');

    const menu = await contextMenu(page, appointment);
    // Without the keys that are shown beside.
    const entries = (await menu.allInnerTexts()).map((text) => text.split('\n')[0]);
    assert.deepEqual(entries, [
      'Send Patch',
      'Compare with Server',
      'Fetch from Server',
      'Forget What Was Read',
    ]);
    await screenshot(page, 'view-menu');
    await chooseInMenu(page, menu, 'Fetch from Server');
    await item(page, /^docs-sample, tag fresh/).waitFor();

    await item(page, /^Emulator, running/).click();
    await notification(page, 'EMULATOR: running at http://127.0.0.1:');
  });

  it('say when no history is kept', async () => {
    const { page } = await open({ settings: { 'vappt.history.limit': 0 } });
    await page.getByRole('tab', { name: 'Virtual Appointments' }).click();
    await page.getByText('No history is kept: the setting vappt.history.limit is 0.').waitFor();
    assert.equal(await page.getByText('The history is empty.').count(), 0);
    await screenshot(page, 'view-no-history');
  });

  it('are used with the keyboard alone', async () => {
    const { page } = await share();
    // Its list is there with the first look at it.
    await runByKeyboard(page, 'View: Show Virtual Appointments');
    await item(page, /^To the local emulator/).waitFor();
    await runByKeyboard(page, 'Virtual Appointments: Focus on Target View');
    const target = page.locator('.pane', { hasText: 'Target' });
    await target.getByRole('tree').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Home');
    await item(page, /^To the local emulator/)
      .and(page.locator('.focused'))
      .waitFor();
    await pressFor(page, 'Enter', page.getByRole('option', { name: /^global/ }));
    await page.keyboard.type('global');
    await page.keyboard.press('Enter');
    await item(page, /^To Microsoft Graph, Global/).waitFor();
    await item(page, /^Signed out, sign in to send/).waitFor();
    await screenshot(page, 'view-signed-out');

    // For whoever uses the window next.
    await runCommand(page, 'Virtual Appointment: Select Cloud');
    await pick(page, 'emulator');
    await item(page, /^To the local emulator/).waitFor();
  });
});
