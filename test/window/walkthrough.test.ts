import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { NEWEST_VSCODE } from '../../scripts/vscode/versions';
import { jwt } from '../support/fakeTokens';
import { accessibleNodes, unnamed } from './support/accessibility';
import { describeOn } from './support/describeOn';
import { clickLens, openFile, squiggle } from './support/editor';
import { answerNotification, notification } from './support/notifications';
import { answer, pick, quickInput, runCommand } from './support/quickInput';
import { screenshot } from './support/screenshot';
import { useTheme } from './support/theme';

const CLIENT_ID = '00000000-1111-4222-8333-444444444444';

const step = (page: Page, id: string): Locator =>
  page.locator(`.getting-started-step[data-step-id="vappt.vappt#start#${id}"]`);

async function press(page: Page, id: string, button: string): Promise<void> {
  const item = step(page, id);
  // A press on the open step would close it.
  if (!(await item.getAttribute('class'))?.includes('expanded')) {
    // A mouse would give it the focus at once; VS Code does a quarter of a second later, and a box that is open by then
    // closes.
    await item.locator('.step-title').dispatchEvent('click');
    await item.and(page.locator(':focus')).waitFor();
  }
  await item.getByRole('button', { name: button, exact: true }).click();
}

const done = async (page: Page): Promise<string[]> => {
  const boxes = await page.locator('.getting-started-step .codicon[role=checkbox][aria-checked=true]').all();
  const ids = await Promise.all(boxes.map((box) => box.getAttribute('data-done-step-id')));
  return ids.map((id) => id?.split('#').at(-1) ?? '');
};

const isDone = async (page: Page, id: string): Promise<void> => {
  await step(page, id).locator('.codicon[role=checkbox][aria-checked=true]').waitFor();
};

/** Puts a letter before the name of a property, and lets the lamp take it away. */
async function misspellAndMend(page: Page): Promise<void> {
  await page.locator('.view-line', { hasText: '"externalAppointmentId"' }).click();
  await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.insertText('x');
  await page.locator('.view-line', { hasText: '"xexternalAppointmentId"' }).waitFor();
  await squiggle(page, 'warning').waitFor();
  await page.locator('.monaco-editor .lightBulbWidget').click();
  await page.locator('.action-widget').getByText('Write "externalAppointmentId"').first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.view-line', { hasText: '"externalAppointmentId"' }).waitFor();
}

describeOn([NEWEST_VSCODE], 'the walkthrough', ({ open, share }) => {
  it('ticks off what was done before it was opened', async () => {
    const { page } = await share();
    await openFile(page, 'docs-sample.vappt.json');
    await clickLens(page, 'Send Patch');
    await notification(page, 'EMULATOR: 204 No Content: saved');
    await runCommand(page, 'Welcome: Open Walkthrough...');
    await pick(page, 'Your First Virtual Appointment');
    for (const id of ['create', 'send']) await isDone(page, id);
  });

  it('is gone through from its own buttons, and each step is ticked off when it is done, not before', async () => {
    // It chooses a cloud, too, which is a setting.
    const { page } = await open({
      settings: { 'vappt.auth.clientId': CLIENT_ID },
      view: { viewport: { width: 1700, height: 900 } },
    });
    await runCommand(page, 'Welcome: Open Walkthrough...');
    await pick(page, 'Your First Virtual Appointment');
    await step(page, 'create').locator('.step-title').waitFor();
    // Done before.
    await isDone(page, 'tenant');
    assert.deepEqual(await done(page), ['tenant']);
    await screenshot(page, 'walkthrough-light');

    await press(page, 'create', 'New Payload File');
    await quickInput(page).getByText('What should the payload start with?').waitFor();
    assert.deepEqual(await done(page), ['tenant'], 'A command that has begun is no payload.');
    await pick(page, 'From what the server has now');
    await pick(page, 'Sample');
    await isDone(page, 'create');

    await misspellAndMend(page);
    await isDone(page, 'check');

    await press(page, 'send', 'Send Patch');
    await notification(page, 'EMULATOR: 204 No Content: saved');
    await isDone(page, 'send');

    await press(page, 'conflict', 'Change an Appointment as Somebody Else');
    await notification(page, 'somebody changed externalAppointmentId');
    await press(page, 'conflict', 'Send Patch');
    await notification(page, 'EMULATOR: 412 Precondition Failed');
    await isDone(page, 'conflict');
    await useTheme(page, 'dark');
    await screenshot(page, 'walkthrough-conflict-dark');
    await press(page, 'conflict', 'Merge and Resend');
    await answerNotification(page, 'Changed on the server only', 'Write and Send');
    await notification(page, 'EMULATOR: 204 No Content: saved');

    await press(page, 'signIn', 'Select Cloud');
    await pick(page, 'global');
    // What is retired is said of a real cloud only.
    await page.locator('.monaco-editor .squiggly-info').first().waitFor();
    await press(page, 'signIn', 'Use an Access Token…');
    await quickInput(page).getByText('Access token for Global').waitFor();
    assert.deepEqual(await done(page), ['create', 'check', 'send', 'conflict', 'tenant']);
    const exp = Math.floor(Date.now() / 1000) + 3600;
    const claims = { aud: 'https://graph.microsoft.com', scp: 'OnlineMeetings.ReadWrite', exp };
    await answer(page, 'Access token for Global', jwt(claims));
    await isDone(page, 'signIn');
    await screenshot(page, 'walkthrough-sign-in-dark');
    assert.deepEqual(
      unnamed(
        await accessibleNodes(page.locator('.getting-started-steps-container, .steps-container').first()),
      ),
      [],
    );

    await press(page, 'tenant', 'Open the Settings');
    const clientId = page.locator('.setting-item-contents[data-key="vappt.auth.clientId"] input');
    assert.equal(await clientId.inputValue(), CLIENT_ID);
  });
});
