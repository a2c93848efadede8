import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { NEWEST_VSCODE } from '../../scripts/vscode/versions';
import { clipboardWith } from './support/clipboard';
import { describeOn } from './support/describeOn';
import { clickLens, explorerRow, focusEditor, openFile } from './support/editor';
import { chooseInMenu, contextMenu } from './support/menu';
import { answerNotification, clearNotifications, notification } from './support/notifications';
import { outputContains } from './support/output';
import { pick, runCommand } from './support/quickInput';
import { workspaceSettings } from './support/workspaceSettings';

const FILE = 'docs-sample.vappt.json';
const IN_MENUS = ['Send Patch', 'Preview Request', 'Fetch from Server', 'Get Join Link', 'Copy Request As…'];

/** The menus of the editor and of the explorer have our commands, and "Send Patch" sends. */
async function checkMenus(page: Page): Promise<void> {
  const inEditor = await contextMenu(page, page.locator('.monaco-editor .view-line').first());
  for (const title of IN_MENUS) await inEditor.filter({ hasText: title }).waitFor();
  await page.keyboard.press('Escape');
  await inEditor.first().waitFor({ state: 'detached' });

  const inExplorer = await contextMenu(page, explorerRow(page, FILE));
  for (const title of IN_MENUS) await inExplorer.filter({ hasText: title }).waitFor();
  await chooseInMenu(page, inExplorer, 'Send Patch');
  await outputContains(page, '204 No Content: saved');
}

describeOn([NEWEST_VSCODE], 'the ways to a command', ({ share }) => {
  it('are the menus of the editor and of the explorer', async () => {
    const { page } = await share();
    await openFile(page, FILE);
    await checkMenus(page);
  });

  it('are keys (Ctrl+Alt+Enter sends, Ctrl+Shift+V previews), and the clipboard for join link and cURL', async () => {
    const { page } = await share();
    await openFile(page, FILE);
    await page.keyboard.press('Control+Alt+Enter');
    await outputContains(page, '204 No Content: saved');
    await focusEditor(page);
    await page.keyboard.press('Control+Shift+V');
    await page.locator('.tab.active', { hasText: `${FILE} (request).txt` }).waitFor();
    // What the preview shows can be sent from there.
    await clearNotifications(page);
    await focusEditor(page);
    await page.keyboard.press('Control+Alt+Enter');
    await notification(page, 'EMULATOR: 204 No Content: saved');

    await openFile(page, FILE);
    await clickLens(page, 'Join Link');
    await answerNotification(page, '200 OK: join link', 'Copy Link');
    const link = new URL(await clipboardWith(page, 'https://'));
    await outputContains(page, '200 OK: join link');
    assert.ok(!(await page.locator('.output-view').textContent())?.includes(link.href));

    await runCommand(page, 'Virtual Appointment: Copy Request As…');
    await pick(page, 'cURL');
    await notification(page, 'Copied as cURL');
    const command = await clipboardWith(page, 'curl ');
    assert.match(command, /--request PATCH 'http:\/\/127\.0\.0\.1:\d+\/beta\/me\/onlineMeetings\//);
    assert.match(command, /Bearer \$TOKEN/);
    assert.ok(!command.includes('vappt-emulator-token'));
  });

  it('are the same for a file that the user maps to JSON', async () => {
    const { page } = await share({
      files: workspaceSettings({ 'files.associations': { '*.vappt.json': 'json' } }),
    });
    await openFile(page, FILE);
    await page.locator('.statusbar-item', { hasText: /^JSON$/ }).waitFor();
    await checkMenus(page);
    await clearNotifications(page);
    await focusEditor(page);
    await page.keyboard.press('Control+Alt+Enter');
    await notification(page, 'EMULATOR: 204 No Content: saved');
    await clickLens(page, 'Preview');
    await page.locator('.tab.active', { hasText: `${FILE} (request).txt` }).waitFor();
  });
});
