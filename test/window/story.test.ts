import assert from 'node:assert/strict';
import path from 'node:path';
import manifest from '../../package.json';
import { repositoryRoot } from '../../scripts/paths';
import { jwt } from '../support/fakeTokens';
import { clickLens } from './support/editor';
import { answerDialog, answerNotification, notification } from './support/notifications';
import { outputContains, readOutput, showOutput } from './support/output';
import { answer, openFile, pick, runCommand } from './support/quickInput';
import { screenshot } from './support/screenshot';
import { useTheme } from './support/theme';
import { openWindow, type VsCodeWindow } from './support/window';

const VSIX = path.join(repositoryRoot, `vappt-${manifest.version}.vsix`);
const SAMPLE = path.join(repositoryRoot, 'scripts', 'sample');

describe('a new user with the packaged extension', function () {
  // Installing and starting VS Code takes most of it.
  this.timeout(300_000);
  let window: VsCodeWindow | undefined;

  afterEach(async function () {
    if (this.currentTest?.state === 'failed' && window !== undefined) await screenshot(window.page, 'failed');
    await window?.close();
    window = undefined;
  });

  it('sends the sample and reads 204, meets a 412, fetches, and is right again', async () => {
    window = await openWindow({ name: 'story', vsix: VSIX, workspace: SAMPLE });
    const { page } = window;
    await openFile(page, 'docs-sample.vappt.json');

    await clickLens(page, 'Send Patch');
    await outputContains(page, '204 No Content: saved');
    await notification(page, 'EMULATOR: 204 No Content: saved');
    await screenshot(page, '1-saved');

    await runCommand(page, 'Virtual Appointment: Change an Appointment as Somebody Else');
    await notification(page, 'somebody else has changed externalAppointmentId');
    await clickLens(page, 'Send Patch');
    await notification(
      page,
      'EMULATOR: 412 Precondition Failed: somebody else changed the appointment first',
    );
    await outputContains(page, '412 Precondition Failed: somebody else changed the appointment first');
    await screenshot(page, '2-conflict');
    await useTheme(page, 'light');
    await screenshot(page, '3-conflict-light');

    await answerNotification(page, '412 Precondition Failed', 'Fetch from Server');
    await outputContains(page, '200 OK: read');
    await clickLens(page, 'Send Patch');
    await outputContains(page, '204 No Content: saved');

    const report = await readOutput(page);
    for (const personal of ['gradya@contoso.com', 'Grady', '123-456', 'vappt-emulator-token', 'Bearer']) {
      assert.ok(!report.includes(personal), `The report repeats ${personal}.`);
    }
  });

  it('stores a pasted token, shows whose it is, and asks before a real cloud', async () => {
    window = await openWindow({ name: 'token', vsix: VSIX, workspace: SAMPLE });
    const { page } = window;
    await openFile(page, 'docs-sample.vappt.json');
    await clickLens(page, 'emulator');
    await pick(page, 'global');
    await page.locator('.statusbar', { hasText: 'global · signed out' }).waitFor();

    await runCommand(page, 'Virtual Appointment: Use an Access Token…');
    const token = jwt({
      aud: 'https://graph.microsoft.com',
      scp: 'OnlineMeetings.ReadWrite',
      upn: 'sam@example.com',
      exp: Math.floor(Date.now() / 1000) + 3600,
    });
    await answer(page, 'Access token for Global', token);
    await notification(page, 'Token stored for global (sam@example.com)');
    await page.locator('.statusbar', { hasText: 'global · sam@example.com' }).waitFor();

    await clickLens(page, 'Send Patch');
    await screenshot(page, '4-real-cloud');
    await answerDialog(page, 'Send to Microsoft Graph, Global?', 'Cancel');
    await runCommand(page, 'Virtual Appointment: Sign Out');
    await notification(page, 'Signed out of global');
    await showOutput(page, 'Virtual Appointment', '');
    assert.equal((await readOutput(page)).trim(), '', 'Nothing was sent, so there is nothing to report.');
  });

  it('asks before it resets the emulator', async () => {
    window = await openWindow({ name: 'reset', vsix: VSIX, workspace: SAMPLE });
    const { page } = window;
    await openFile(page, 'docs-sample.vappt.json');
    await runCommand(page, 'Virtual Appointment: Reset Emulator');
    await answerDialog(page, 'Reset the emulator?', 'Reset');
    await notification(page, 'EMULATOR: reset to the sample');
  });

  it('can edit in Restricted Mode, and sends nothing from there', async () => {
    window = await openWindow({ name: 'restricted', vsix: VSIX, workspace: SAMPLE, trusted: false });
    const { page } = window;
    await openFile(page, 'docs-sample.vappt.json');
    await clickLens(page, 'Send Patch');
    await notification(page, 'Nothing is sent from this workspace, because it is not trusted');
    await screenshot(page, '5-restricted');
  });
});
