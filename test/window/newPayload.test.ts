import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { NEWEST_VSCODE } from '../../scripts/vscode/versions';
import { SAMPLE_MEETING_ID } from '../../src/emulator/constants';
import { ALL_VERSIONS, describeOn } from './support/describeOn';
import { editorContains, openFile } from './support/editor';
import { emulatorOf, stateOf } from './support/emulator';
import { notification } from './support/notifications';
import { pick, quickInput, runCommand } from './support/quickInput';
import { screenshot } from './support/screenshot';
import { useTheme } from './support/theme';

/** What the last page of the documentation shows, as text: every line that held nothing but braces is gone. */
const REQUEST = `PATCH https://graph.microsoft.com/beta/me/onlineMeetings/MSpkYzE3Njc0Yy04MWQ5LTRhZGItYmZi/virtualAppointment
Authorization: Bearer {token}
Content-Type: application/json
If-Match: W/"ZfYdV7Meckeip07P//nwjAAADyI7NQ=="

    "settings": {
        "allowClientToJoinUsingBrowser": true
    "externalAppointmentId": "AAMkADKnAAA="
`;

async function copy(page: Page, text: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
}

describeOn(ALL_VERSIONS, 'a request from the documentation', ({ share, vscode }) => {
  it('is pasted as a payload into an empty file, in one undo step, and as text beside something', async () => {
    const { page } = await share({ files: { 'empty.vappt.json': '', 'other.vappt.json': '{ }\n' } });
    await copy(page, REQUEST);
    await openFile(page, 'empty.vappt.json');
    // The extension is there once its lenses are.
    await page.locator('.codelens-decoration a', { hasText: 'Send Patch' }).first().waitFor();
    await page.keyboard.press('Control+V');
    await editorContains(page, '"$meeting": "MSpkYzE3Njc0Yy04MWQ5LTRhZGItYmZi"');
    await editorContains(page, '"allowClientToJoinUsingBrowser": true');
    await notification(page, '"Authorization" was left out');
    await screenshot(page, `paste-light-${vscode}`);
    await useTheme(page, 'dark');
    await screenshot(page, `paste-dark-${vscode}`);

    await openFile(page, 'other.vappt.json');
    await page.keyboard.press('Control+V');
    await editorContains(page, 'PATCH https://graph.microsoft.com/beta/me');
    assert.equal(await page.locator('.editor-group-container.active', { hasText: '$meeting' }).count(), 0);

    await page.locator('.tab', { hasText: 'empty.vappt.json' }).click();
    await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await page.keyboard.press('Control+Z');
    // One step takes all of it away. Line by line: VS Code draws them one after the other.
    const written = page.locator('.editor-group-container.active .view-line', { hasText: /\S/ });
    await written.first().waitFor({ state: 'detached' });
  });
});

describeOn([NEWEST_VSCODE], 'a new payload', ({ share }) => {
  it('begins with a template, or with what the server has', async () => {
    const { page } = await share();
    await runCommand(page, 'Virtual Appointment: New Payload File');
    await pick(page, 'One client');
    await page.locator('.tab.active', { hasText: 'appointment.vappt.json' }).waitFor();
    await editorContains(page, '"displayName": "Client A"');

    await runCommand(page, 'Virtual Appointment: New Payload File');
    await pick(page, 'From what the server has now');
    await pick(page, 'Sample');
    await page.locator('.tab.active', { hasText: 'appointment-2.vappt.json' }).waitFor();
    await editorContains(page, '"$meeting": "MSo');
    await editorContains(page, '"appointmentClients": [');
    await screenshot(page, 'new-from-server');
  });

  it('takes the number of a meeting where the meetings are listed', async () => {
    const { page } = await share({ files: { 'mine.vappt.json': '{ "$meeting": "x" }' } });
    const [, number = '?'] = /"joinMeetingId":"(\d+)"/.exec(await stateOf(await emulatorOf(page))) ?? [];
    await openFile(page, 'mine.vappt.json');
    await runCommand(page, 'Virtual Appointment: Select Meeting…');
    await quickInput(page).getByRole('option', { name: 'Sample' }).waitFor();
    await quickInput(page).getByRole('textbox').fill(number);
    await quickInput(page).getByRole('option', { name: 'Sample' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await editorContains(page, `"$meeting": "${SAMPLE_MEETING_ID.slice(0, 30)}`);
  });
});
