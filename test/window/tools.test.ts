import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { NEWEST_VSCODE } from '../../scripts/vscode/versions';
import { SAMPLE_MEETING_ID } from '../../src/emulator/constants';
import { TOOLS } from '../../src/manifest';
import { describeOn } from './support/describeOn';
import { openFile } from './support/editor';
import { answerDialog } from './support/notifications';
import { callTool, TOOL_CALLER } from './support/toolCaller';

const FILE = 'tool.vappt.json';
const PAYLOAD = JSON.stringify({
  $meeting: SAMPLE_MEETING_ID,
  appointmentClients: [{ displayName: 'Robin Roe', emailAddress: 'robin@example.com' }],
});
/** What a preview says instead of a port while no emulator has run. */
const NEVER_STARTED = /127\.0\.0\.1:<port>/;
const OPTIONS = { files: { [FILE]: PAYLOAD }, development: {}, beside: TOOL_CALLER } as const;

describeOn([NEWEST_VSCODE], 'the tools of language models', ({ open }) => {
  /** Uses a tool that VS Code does not ask about. */
  const preview = async (page: Page): Promise<string> => {
    await callTool(page, TOOLS.preview);
    const shown = page.locator('.monaco-dialog-box', { hasText: '"method":"PATCH"' });
    const text = (await shown.textContent()) ?? '';
    await answerDialog(page, '"method":"PATCH"', 'OK');
    return text;
  };

  it('send nothing but what the user has said yes to', async () => {
    const { page } = await open(OPTIONS);
    await openFile(page, FILE);
    const dialog = page.locator('.monaco-dialog-box', { hasText: `Send ${FILE} to the emulator?` });
    await callTool(page, TOOLS.send);
    await dialog.waitFor();
    const asked = (await dialog.textContent()) ?? '';
    assert.ok(asked.includes(SAMPLE_MEETING_ID) && asked.includes('appointmentClients'), asked);
    assert.doesNotMatch(asked, /robin/i);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await answerDialog(page, `${TOOLS.send}: Canceled`, 'OK');
    assert.match(await preview(page), NEVER_STARTED);

    await callTool(page, TOOLS.send);
    await dialog.getByRole('button', { name: 'Yes' }).click();
    await answerDialog(page, '"outcome":"updated"', 'OK');
    assert.match(await preview(page), /"appointmentIsKnown":true/);
  });

  it('make no request in Restricted Mode, even after a yes', async () => {
    const { page } = await open({ ...OPTIONS, trusted: false });
    await openFile(page, FILE);
    await preview(page);
    await callTool(page, TOOLS.send);
    // VS Code's own question about each tool that cannot be approved beforehand.
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Yes' }).click();
    await answerDialog(page, 'Nothing is sent from a workspace that the user does not trust', 'OK');
    assert.match(await preview(page), NEVER_STARTED);
  });
});
