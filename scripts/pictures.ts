// `npm run pictures`: takes the README's and the walkthrough's pictures of a real window, with the packaged extension in it. Run by Mocha, for
// what the window tests have: each picture is a test that fails when the window does not come to show it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NEWEST_VSCODE } from './vscode/versions';
import './pictures/walkthrough';
import { hide, PLAIN, takePicture, takeStep, VIEW } from './pictures/picture';
import { SAMPLE_MEETING_ID } from '../src/emulator/constants';
import { certificate } from '../test/support/certificate';
import { CLIENT_ID, startIdentityProvider } from '../test/support/identityProvider';
import { describeOn } from '../test/window/support/describeOn';
import { clickLens, openFile, squiggle } from '../test/window/support/editor';
import { emulatorOf, setFaults, touch } from '../test/window/support/emulator';
import {
  answerDialog,
  answerNotification,
  clearNotifications,
  notification,
} from '../test/window/support/notifications';
import { outputContains } from '../test/window/support/output';
import { quickInput, runCommand } from '../test/window/support/quickInput';
import { useTheme } from '../test/window/support/theme';

const FILE = 'appointment.vappt.json';

const PAYLOAD = `{
  "$meeting": "${SAMPLE_MEETING_ID}",
  "settings": { "allowClientToJoinUsingBrowser": true },
  "externalAppointmentId": "ext-1"
}
`;

const WITH_CLIENT = `{
  "$meeting": "${SAMPLE_MEETING_ID}",
  "settings": { "allowClientToJoinUsingBrowser": true },
  "appointmentClients": [
    {
      "displayName": "Client A",
      "emailAddress": "a@example.com",
      "smsCapablePhoneNumber": "+12025550100"
    }
  ],
  "externalAppointmentId": "ext-1"
}
`;

const WITH_MISTAKES = `{
  "$meeting": "${SAMPLE_MEETING_ID}",
  "settings": { "allowClientToJoinUsingBrowser": "true" },
  "appointmentClients": [
    {
      "displayName": "Client A",
      "emailAddress": "a@example.com",
      "smsCapablePhoneNumber": "0044 20 7946 0000"
    }
  ],
  "externalAppointmentID": "ext-1"
}
`;

const MANY = Object.fromEntries(
  ['a1', 'a2', 'a3', 'a4', 'a5'].map((name) => [`${name}.vappt.json`, PAYLOAD.replace('ext-1', name)]),
);

describeOn([NEWEST_VSCODE], 'pictures', ({ open }) => {
  const openWith = (files: Record<string, string>) => open({ files, settings: PLAIN, view: VIEW });

  it('send: the lens, and what a 204 says', async () => {
    const { page } = await openWith({ [FILE]: WITH_CLIENT });
    await openFile(page, FILE);
    await hide(page, 'Primary Side Bar');
    await clickLens(page, 'Send Patch');
    await notification(page, 'EMULATOR: 204 No Content: saved');
    await outputContains(page, '204 No Content: saved');
    await page.locator('.codelens-decoration', { hasText: 'tag fresh' }).waitFor();
    await takePicture(page, 'send');
  });

  it('merge: after a 412, both changes side by side', async () => {
    const { page } = await openWith({ [FILE]: PAYLOAD.replace('ext-1', 'mine') });
    await openFile(page, FILE);
    await hide(page, 'Primary Side Bar');
    const origin = await emulatorOf(page);
    await clickLens(page, 'Fetch');
    await outputContains(page, '200 OK: read');
    await touch(origin, { externalAppointmentId: 'theirs' });
    await clearNotifications(page);
    await clickLens(page, 'Send Patch');
    await answerNotification(page, 'somebody else changed the appointment first', 'Merge and Resend');
    await notification(page, 'Changed here and on the server: externalAppointmentId');
    await page.locator('.merge-editor', { hasText: '"theirs"' }).waitFor();
    await hide(page, 'Panel');
    await takePicture(page, 'merge');
  });

  it('check: findings, and the fixes of one', async () => {
    const { page } = await openWith({ [FILE]: WITH_MISTAKES });
    await openFile(page, FILE);
    await squiggle(page, 'warning').waitFor();
    await hide(page, 'Primary Side Bar');
    await runCommand(page, 'Problems: Focus on Problems View');
    await page.locator('.markers-panel', { hasText: 'externalAppointmentId' }).waitFor();
    const misspelt = page.locator('.view-line', { hasText: 'externalAppointmentID' });
    await misspelt.click({ position: { x: 60, y: 8 } });
    await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    // The lamp is there once VS Code has the fixes.
    await page.locator('.monaco-editor .lightBulbWidget').click();
    await page.locator('.action-widget').getByText('externalAppointmentId').first().waitFor();
    await takePicture(page, 'check');
  });

  it('create: a new payload from a template', async () => {
    const { page } = await openWith({});
    await openFile(page, 'docs-sample.vappt.json');
    await hide(page, 'Primary Side Bar');
    await runCommand(page, 'Virtual Appointment: New Payload File');
    await quickInput(page).getByRole('option').nth(3).waitFor();
    await takePicture(page, 'create');
  });

  it('view: many payloads, and what came of them', async () => {
    const { page } = await openWith(MANY);
    await openFile(page, 'a1.vappt.json');
    const origin = await emulatorOf(page);
    await setFaults(origin, {
      queue: [
        { match: { method: 'PATCH' }, times: 1, status: 403, code: 'Forbidden' },
        { match: { method: 'PATCH' }, times: 1, status: 412 },
      ],
    });
    await runCommand(page, 'Virtual Appointment: Send Patches…');
    await answerDialog(page, 'patches to the emulator?', 'Send');
    await answerNotification(page, 'saved', 'Show Results');
    await page
      .locator('.pane', { hasText: 'Sent Patches' })
      .locator('.monaco-list-row', { hasText: '412 Precondition' })
      .waitFor();
    await clearNotifications(page);
    await takePicture(page, 'view');
  });

  for (const theme of ['light', 'dark'] as const)
    it(`signin: the code to type on any device, ${theme}`, async () => {
      const provider = await startIdentityProvider();
      // What Entra answers. Nobody types this code.
      const body = {
        device_code: 'not-used',
        user_code: 'EXAMPLE12',
        verification_uri: 'https://login.microsoft.com/device',
        expires_in: 900,
        interval: 600,
        message: '',
      };
      provider.faults.push({ on: '/devicecode', answer: { status: 200, body } });
      const folder = await mkdtemp(path.join(tmpdir(), 'vappt-ca-'));
      const caFile = path.join(folder, 'ca.pem');
      await writeFile(caFile, (await certificate()).cert);
      try {
        const { page } = await open({
          files: { [FILE]: PAYLOAD },
          settings: {
            ...PLAIN,
            'vappt.cloud': 'global',
            'vappt.auth.clientId': CLIENT_ID,
            'http.systemCertificates': false,
          },
          development: {
            NODE_EXTRA_CA_CERTS: caFile,
            VAPPT_TEST_SIGN_IN: JSON.stringify({
              authority: provider.origin,
              graphRoot: 'http://127.0.0.1:1',
            }),
          },
          view: VIEW,
        });
        await openFile(page, FILE);
        await hide(page, 'Primary Side Bar');
        await useTheme(page, theme);
        await runCommand(page, 'Virtual Appointment: Sign In');
        await page.locator('.monaco-dialog-box', { hasText: 'Your code is EXAMPLE12' }).waitFor();
        if (theme === 'light') await takePicture(page, 'signin');
        await takeStep(page.locator('.monaco-dialog-box'), 'signIn', theme);
        await answerDialog(page, 'Your code is', 'Cancel');
      } finally {
        await provider.stop();
        await rm(folder, { recursive: true });
      }
    });
});
