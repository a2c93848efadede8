import assert from 'node:assert/strict';
import { NEWEST_VSCODE } from '../../scripts/vscode/versions';
import { jwt } from '../support/fakeTokens';
import { ALL_VERSIONS, describeOn } from './support/describeOn';
import { clickLens, openFile } from './support/editor';
import { answerDialog, clearNotifications, notification } from './support/notifications';
import { outputContains, readOutput } from './support/output';
import { answer, pick, runCommand } from './support/quickInput';
import { screenshot } from './support/screenshot';
import { useTheme } from './support/theme';

describeOn(ALL_VERSIONS, 'a new user with the packaged extension', ({ open, vscode }) => {
  it('sends the sample and reads 204, meets a 412, fetches, and is right again', async () => {
    const { page } = await open();
    await openFile(page, 'docs-sample.vappt.json');

    await clickLens(page, 'Send Patch');
    await outputContains(page, '204 No Content: saved');
    await notification(page, 'EMULATOR: 204 No Content: saved');
    await screenshot(page, `1-saved-light-${vscode}`);

    await runCommand(page, 'Virtual Appointment: Change an Appointment as Somebody Else');
    await notification(page, 'somebody changed externalAppointmentId');
    await clickLens(page, 'Send Patch');
    await notification(
      page,
      'EMULATOR: 412 Precondition Failed: somebody else changed the appointment first',
    );
    await outputContains(page, '412 Precondition Failed: somebody else changed the appointment first');
    await screenshot(page, `2-conflict-light-${vscode}`);
    await useTheme(page, 'dark');
    await screenshot(page, `3-conflict-dark-${vscode}`);

    await clearNotifications(page);
    await clickLens(page, 'Fetch');
    await outputContains(page, '200 OK: read');
    await clickLens(page, 'Send Patch');
    await outputContains(page, '204 No Content: saved');

    const report = await readOutput(page);
    for (const personal of ['gradya@contoso.com', 'Grady', '123-456', 'vappt-emulator-token', 'Bearer']) {
      assert.ok(!report.includes(personal), `The report repeats ${personal}.`);
    }
  });
});

describeOn([NEWEST_VSCODE], 'somebody who goes on', ({ share }) => {
  it('is asked before a real cloud and before the emulator is reset; a pasted token shows whose it is', async () => {
    const { page } = await share();
    await openFile(page, 'docs-sample.vappt.json');
    await page.locator('.codelens-decoration a', { hasText: 'emulator ·' }).click();
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
    await runCommand(page, 'Virtual Appointment: Show Output');
    assert.equal((await readOutput(page)).trim(), '', 'Nothing was sent, so there is nothing to report.');

    await runCommand(page, 'Virtual Appointment: Select Cloud');
    await pick(page, 'emulator');
    await runCommand(page, 'Virtual Appointment: Reset Emulator');
    await answerDialog(page, 'Reset the emulator?', 'Reset');
    await notification(page, 'EMULATOR: reset to the sample');
  });
});
