import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { NEWEST_VSCODE } from '../../scripts/vscode/versions';
import { SAMPLE_MEETING_ID } from '../../src/emulator/constants';
import { ALL_VERSIONS, describeOn, type Share } from './support/describeOn';
import { clickLens, editorContains, openFile } from './support/editor';
import { emulatorOf, stateOf, touch, writesOf } from './support/emulator';
import { answerNotification, clearNotifications, notification } from './support/notifications';
import { outputContains } from './support/output';
import { pick, quickInput, runCommand } from './support/quickInput';
import { screenshot } from './support/screenshot';
import { backsUp, keepsEditor } from './support/storage';
import { useTheme } from './support/theme';
import type { VsCodeWindow } from './support/window';

const FILE = 'mine.vappt.json';
/** Of every workspace. */
const SAMPLE = 'docs-sample.vappt.json';

function payload(externalAppointmentId: string): string {
  const members = {
    $meeting: SAMPLE_MEETING_ID,
    settings: { allowClientToJoinUsingBrowser: true },
    // As the server has it.
    externalAppointmentUrl: 'https://sched.example.com/a/ext-1',
    externalAppointmentId,
  };
  return `${JSON.stringify(members, null, 2)}\n`;
}

/** A payload that was sent or read, a change by somebody else, and the 412 that comes of it. */
async function meet412(
  share: Share,
  first: 'Send Patch' | 'Fetch',
): Promise<VsCodeWindow & { readonly origin: string }> {
  const window = await share({ files: { [FILE]: payload('mine') } });
  const { page } = window;
  await openFile(page, FILE);
  const origin = await emulatorOf(page);
  await clickLens(page, first);
  await outputContains(page, first === 'Send Patch' ? '204 No Content: saved' : '200 OK: read');
  await touch(origin, { externalAppointmentId: 'theirs' });
  // In the line before what collides.
  if (first === 'Fetch') await touch(origin, { externalAppointmentUrl: 'https://theirs.example.com/' });
  await clearNotifications(page);
  await clickLens(page, 'Send Patch');
  await notification(page, 'somebody else changed the appointment first');
  return { ...window, origin };
}

/** The file is in front again, and saved, as it was before the merge. */
async function mergeIsClosed(page: Page): Promise<void> {
  await page.locator('.tab', { hasText: 'Merging' }).waitFor({ state: 'detached' });
  await page.locator('.tab.active:not(.dirty)', { hasText: FILE }).waitFor();
}

/** Writes something into the result of the merge editor that neither side has. */
async function chooseInResult(page: Page): Promise<void> {
  await page.locator('.merge-editor .result').getByText('"mine"', { exact: true }).dblclick();
  await page.keyboard.insertText('chosen');
  await page.locator('.tab.active.dirty', { hasText: 'Merging' }).waitFor();
}

describeOn(ALL_VERSIONS, 'somebody else was faster', ({ share, vscode }) => {
  it('with a collision: decided in the merge editor, and sent', async () => {
    const { page, origin } = await meet412(share, 'Fetch');
    await answerNotification(page, 'somebody else changed the appointment first', 'Merge and Resend');
    await notification(page, 'Changed here and on the server: externalAppointmentId');
    await page.locator('.merge-editor').waitFor();
    await page.locator('.merge-editor', { hasText: '"theirs"' }).waitFor();
    await screenshot(page, `merge-editor-light-${vscode}`);
    await useTheme(page, 'dark');
    await screenshot(page, `merge-editor-dark-${vscode}`);
    await answerNotification(page, 'Changed here and on the server', 'Send as Merged');
    await notification(page, 'EMULATOR: 204 No Content: saved');
    const state = await stateOf(origin);
    assert.match(state, /"externalAppointmentId":"mine"/);
    assert.match(state, /"externalAppointmentUrl":"https:\/\/theirs\.example\.com\/"/);
    assert.deepEqual(await writesOf(origin), ['PATCH 412', 'PATCH 204']);
    await mergeIsClosed(page);
  });
});

describeOn([NEWEST_VSCODE], 'after a 412', ({ share }) => {
  it('without a collision: shown, confirmed once, written into the file and sent', async () => {
    const { page, origin } = await meet412(share, 'Send Patch');
    // Reading the report does not take it from the status bar where payloads go.
    await page.locator('.output-view').getByRole('textbox').focus();
    await page.locator('.output-view .monaco-editor.focused').waitFor();
    await page.locator('.statusbar-item', { hasText: 'the server has changed' }).waitFor();
    await answerNotification(page, 'somebody else changed the appointment first', 'Merge and Resend');
    await notification(page, 'Changed on the server only');
    await page.locator('.diff-editor, .monaco-diff-editor').first().waitFor();
    await screenshot(page, 'merge-preview');
    // As the notification would, when it has hidden itself.
    await page.locator('.editor-actions').getByRole('button', { name: 'Merge and Resend' }).click();
    await pick(page, 'Write and Send');
    // Both sides are the same then: the payload comes back to the front.
    await page.locator('.tab', { hasText: 'merged with the server' }).waitFor({ state: 'detached' });
    await page.locator('.tab.active', { hasText: FILE }).waitFor();
    await notification(page, 'EMULATOR: 204 No Content: saved');
    assert.match(await stateOf(origin), /"externalAppointmentId":"theirs"/);
    // It was saved before.
    await page.locator('.tab.active:not(.dirty)', { hasText: FILE }).waitFor();

    // Sent again as it is now, the file changes nothing.
    await openFile(page, FILE);
    await editorContains(page, '"externalAppointmentId": "theirs"');
    await clearNotifications(page);
    await clickLens(page, 'Send Patch');
    await notification(page, 'EMULATOR: 204 No Content: saved');
    assert.match(await stateOf(origin), /"externalAppointmentId":"theirs"/);
    assert.deepEqual((await writesOf(origin)).slice(-2), ['PATCH 204', 'PATCH 204']);
  });

  it('with a collision: decided property by property', async () => {
    const { page, origin } = await meet412(share, 'Fetch');
    await runCommand(page, 'Virtual Appointment: Merge and Resend');
    await notification(page, 'Changed here and on the server');
    // Another payload of the same appointment has to wait, and says for what.
    await openFile(page, SAMPLE);
    await clickLens(page, 'Send Patch');
    const waits = `A merge of ${FILE} for the same appointment waits for you`;
    await answerNotification(page, waits, 'Finish the Merge…');
    await quickInput(page).getByText(`A merge of ${FILE} waits for you`).waitFor();
    await page.keyboard.press('Escape');
    await openFile(page, FILE);
    await answerNotification(page, 'Changed here and on the server', 'Choose One by One');
    await quickInput(page).getByRole('option', { name: 'On the server' }).waitFor();
    await page.keyboard.press('Escape');
    // Back to the question.
    await answerNotification(page, 'Changed here and on the server', 'Choose One by One');
    await pick(page, 'On the server');
    await notification(page, 'EMULATOR: 204 No Content: saved');
    await mergeIsClosed(page);
    assert.match(await stateOf(origin), /"externalAppointmentId":"theirs"/);
  });

  it('stopped, it leaves the file as it was', async () => {
    const { page, origin } = await meet412(share, 'Fetch');
    await answerNotification(page, 'somebody else changed the appointment first', 'Merge and Resend');
    await notification(page, 'Changed here and on the server: externalAppointmentId');
    await page
      .locator('.merge-editor .result .view-line', { hasText: 'https://theirs.example.com/' })
      .waitFor();
    await runCommand(page, 'Virtual Appointment: Merge and Resend');
    await pick(page, 'Stop the Merge');
    await notification(page, 'The merge was stopped');
    await mergeIsClosed(page);
    await editorContains(page, 'https://sched.example.com/a/ext-1');
    // Its notification stays behind the bell.
    await runCommand(page, 'Notifications: Show Notifications');
    await answerNotification(page, 'Changed here and on the server', 'Send as Merged');
    await notification(page, 'This merge has ended already');
    await clearNotifications(page);

    // Without what was read before there is nothing to merge with, and all the same both sides are seen.
    await runCommand(page, 'Virtual Appointment: Forget What Was Read');
    await runCommand(page, 'Virtual Appointment: Merge and Resend');
    await notification(page, 'Nothing was read before, so you decide about each difference');
    await page.locator('.monaco-diff-editor .original .view-line', { hasText: '"theirs"' }).waitFor();
    await page.locator('.monaco-diff-editor .modified .view-line', { hasText: '"mine"' }).waitFor();
    await runCommand(page, 'Virtual Appointment: Merge and Resend');
    await pick(page, 'Stop the Merge');
    await page.locator('.tab', { hasText: 'on the server ↔ yours' }).waitFor({ state: 'detached' });
    await notification(page, 'The merge was stopped');
    await mergeIsClosed(page);
    assert.deepEqual(await writesOf(origin), ['PATCH 412']);
  });

  it('stopped after something was chosen in the merge editor, it offers to put the file back', async () => {
    const { page } = await meet412(share, 'Fetch');
    await answerNotification(page, 'somebody else changed the appointment first', 'Merge and Resend');
    await chooseInResult(page);
    await runCommand(page, 'Virtual Appointment: Merge and Resend');
    await pick(page, 'Stop the Merge');
    await notification(page, 'The merge was stopped');
    await screenshot(page, 'merge-stopped-light');
    await answerNotification(page, 'The merge was stopped', 'Put the File Back as It Was');
    await mergeIsClosed(page);
    await editorContains(page, '"mine"');
    await editorContains(page, 'https://sched.example.com/a/ext-1');
  });

  it('asks once more where the merge editor has gone back to what was there before both', async () => {
    const { page, origin } = await meet412(share, 'Fetch');
    await answerNotification(page, 'somebody else changed the appointment first', 'Merge and Resend');
    await notification(page, 'press Remove Yours in it, then Accept Server above');
    const pressLens = (title: string): Promise<void> =>
      page.locator('.merge-editor').getByText(title, { exact: true }).click();
    await pressLens('Remove Yours');
    await page
      .locator('.merge-editor .result .view-line', { hasText: '"mine"' })
      .waitFor({ state: 'detached' });
    await answerNotification(page, 'Changed here and on the server', 'Send as Merged');
    const paths = 'externalAppointmentUrl, externalAppointmentId';
    await notification(page, `As it was before the server has changed it: ${paths}.`);
    await screenshot(page, 'merge-gone-back-light');
    await pressLens('Accept Server');
    await page.locator('.merge-editor .result .view-line', { hasText: '"theirs"' }).waitFor();
    await answerNotification(page, 'Changed here and on the server', 'Send as Merged');
    await notification(page, 'EMULATOR: 204 No Content: saved');
    assert.match(await stateOf(origin), /"externalAppointmentId":"theirs"/);
    assert.deepEqual(await writesOf(origin), ['PATCH 412', 'PATCH 204']);

    // What went out is what the file has: nothing has been changed since.
    await clearNotifications(page);
    await runCommand(page, 'Virtual Appointment: Show History');
    const row = quickInput(page).getByRole('option').first();
    await row.hover();
    await row.getByRole('button', { name: 'Send the payload again' }).click();
    await notification(page, 'EMULATOR: 204 No Content: saved');
  });

  it('in a window that is loaded anew during a merge: the file keeps what was chosen, and is merged again', async () => {
    const window = await meet412(share, 'Fetch');
    const { page, reload } = window;
    await answerNotification(page, 'somebody else changed the appointment first', 'Merge and Resend');
    await chooseInResult(page);
    await backsUp(window, '"chosen"');
    await keepsEditor(page, 'mergeEditor');
    await reload();
    // VS Code has opened the merge editor again, with nothing left to show.
    await page.locator('.tab.active', { hasText: FILE }).waitFor();
    await page.locator('.tab', { hasText: 'Merging' }).waitFor({ state: 'detached' });
    await editorContains(page, '"chosen"');
    await page.keyboard.press('Control+S');
    const told = 'The window was loaded anew during the merge of mine.vappt.json';
    await notification(page, told);
    await screenshot(page, 'merge-reloaded-light');

    // What was last in front is meant, whatever VS Code still takes for visible of that editor.
    await openFile(page, 'docs-sample.vappt.json');
    await runCommand(page, 'Welcome: Open Walkthrough...');
    await pick(page, 'Your First Virtual Appointment');
    await page.locator('.getting-started-step').first().waitFor();
    await runCommand(page, 'Virtual Appointment: Preview Request');
    await page.locator('.tab.active', { hasText: 'docs-sample.vappt.json (request).txt' }).waitFor();

    await runCommand(page, 'Notifications: Show Notifications');
    await answerNotification(page, told, 'Merge and Resend');
    await answerNotification(page, 'Changed here and on the server', 'Send as Merged');
    await notification(page, 'EMULATOR: 204 No Content: saved');
    await page.locator('.tab', { hasText: 'Merging' }).waitFor({ state: 'detached' });
    assert.match(await stateOf(await emulatorOf(page)), /"externalAppointmentId":"chosen"/);
  });

  it('with a collision in a file that was never saved: decided beside the server’s values, and not saved', async () => {
    const { page } = await share();
    await runCommand(page, 'Virtual Appointment: New Payload File');
    await pick(page, 'From what the server has now');
    await pick(page, 'Sample');
    const origin = await emulatorOf(page);
    await page.locator('.view-line').getByText('"ext-1"', { exact: true }).dblclick();
    await page.keyboard.insertText('mine');
    await editorContains(page, 'mine');
    await touch(origin, { externalAppointmentId: 'theirs' });
    await runCommand(page, 'Virtual Appointment: Send Patch');
    await answerNotification(page, 'somebody else changed the appointment first', 'Merge and Resend');
    await notification(page, 'The file has yours: edit it beside the server’s');
    await page.locator('.monaco-diff-editor .original .view-line', { hasText: '"theirs"' }).waitFor();
    await page.locator('.monaco-diff-editor .modified .view-line', { hasText: 'mine' }).waitFor();
    await screenshot(page, 'merge-unsaved');
    await answerNotification(page, 'Changed here and on the server', 'Send as Merged');
    await notification(page, 'EMULATOR: 204 No Content: saved');
    await page.locator('.tab', { hasText: 'on the server ↔ yours' }).waitFor({ state: 'detached' });
    await page.locator('.tab.active.dirty', { hasText: 'appointment.vappt.json' }).waitFor();
    assert.match(await stateOf(origin), /"externalAppointmentId":"[^"]*mine/);
  });

  it('when it changes once more during the decision, it goes round again', async () => {
    const { page, origin } = await meet412(share, 'Fetch');
    await runCommand(page, 'Virtual Appointment: Merge and Resend');
    await notification(page, 'Changed here and on the server: externalAppointmentId');
    await touch(origin, { externalAppointmentUrl: 'https://theirs.example.com/again' });
    // What is written by hand in the merge editor counts, mistakes included.
    const line = (text: string): Locator =>
      page.locator('.merge-editor .result .view-line').getByText(text, { exact: true });
    await line('"mine"').click();
    await page.keyboard.press('End');
    await page.keyboard.insertText(' edited');
    await answerNotification(page, 'Changed here and on the server', 'Send as Merged');
    await notification(page, 'The file has errors now. Line 7:');
    await line('edited').click();
    await page.keyboard.press('End');
    for (const _ of '" edited') await page.keyboard.press('Backspace');
    await page.keyboard.insertText(', edited"');
    await line('"mine, edited"').waitFor();
    await answerNotification(page, 'Changed here and on the server', 'Send as Merged');
    await notification(page, 'EMULATOR: 204 No Content: saved');
    const state = await stateOf(origin);
    await mergeIsClosed(page);
    assert.match(state, /"externalAppointmentId":"mine, edited"/);
    assert.match(state, /https:\/\/theirs\.example\.com\/again/);
    assert.deepEqual(await writesOf(origin), ['PATCH 412', 'PATCH 412', 'PATCH 204']);
  });
});
