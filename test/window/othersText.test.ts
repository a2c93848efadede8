import assert from 'node:assert/strict';
import { NEWEST_VSCODE } from '../../scripts/vscode/versions';
import { SAMPLE_MEETING_ID } from '../../src/emulator/constants';
import { hits, MINE, PERSONAL, SECRETS } from '../http/leaks/canaries';
import { filesWith } from '../support/leaks';
import { describeOn } from './support/describeOn';
import { clickLens, openFile } from './support/editor';
import { emulatorOf, setFaults, touch } from './support/emulator';
import { clearNotifications, notification } from './support/notifications';
import { outputContains, readOutput } from './support/output';
import { quickInput, runCommand } from './support/quickInput';
import { screenshot } from './support/screenshot';

const LINK = '[x](command:workbench.action.closeActiveEditor)';
const PICTURE = '![p](https://evil.example/p.png) <img src="https://evil.example/q.png">';
const COMMAND = 'a[href^="command:"], a[data-href^="command:"]';

describeOn([NEWEST_VSCODE], 'texts of files and servers', ({ share }) => {
  it('are neither links nor pictures where VS Code makes some of text', async () => {
    const { page } = await share({
      files: {
        'link.vappt.json': JSON.stringify({ $meeting: SAMPLE_MEETING_ID, [`$${LINK}`]: 1 }),
        'mine.vappt.json': JSON.stringify(
          { $meeting: SAMPLE_MEETING_ID, externalAppointmentId: 'x' },
          null,
          2,
        ),
      },
    });
    await openFile(page, 'link.vappt.json');
    await runCommand(page, 'Virtual Appointment: Send Patch');
    const toast = await notification(page, 'Not sent. Line 1');
    assert.match((await toast.textContent()) ?? '', /\[x\] \(command:workbench/);
    assert.equal(await toast.locator('.notification-list-item-message a').count(), 0);
    await clearNotifications(page);

    const origin = await emulatorOf(page);
    await clearNotifications(page);
    await touch(origin, { externalAppointmentId: `${LINK} ${PICTURE}\n\n${LINK}` });
    await openFile(page, 'mine.vappt.json');
    await clickLens(page, 'Fetch');
    await outputContains(page, '200 OK: read');
    await page.locator('.view-line span', { hasText: 'externalAppointmentId' }).last().hover();
    const hover = page.locator('.monaco-hover', { hasText: 'On the server when read at' });
    await hover.waitFor();
    await screenshot(page, 'hover-of-others-text');
    assert.match((await hover.textContent()) ?? '', /command:workbench/);
    assert.equal(await hover.locator(COMMAND).count(), 0);
    assert.equal(await hover.locator('img').count(), 0);
  });

  it('draw no icons in lists', async () => {
    const name = 'icon $(zap).vappt.json';
    const body = { $meeting: SAMPLE_MEETING_ID, 'x $(zap)': 1 };
    const { page } = await share({ files: { [name]: JSON.stringify(body) } });
    await openFile(page, name);
    await runCommand(page, 'Virtual Appointment: Send Patch');
    await notification(page, '400 Bad Request');
    await runCommand(page, 'Virtual Appointment: Show History');
    const row = quickInput(page).getByRole('option', { name: 'icon $ (zap).vappt.json' });
    await row.getByText('PATCH · emulator · x $ (zap)').waitFor();
    assert.equal(await row.locator('.codicon-zap').count(), 0);
    await page.keyboard.press('Escape');
  });

  it('that hold clients’ data or secrets show nowhere and are kept nowhere', async () => {
    const { page, userData } = await share({
      files: {
        'sent.vappt.json': JSON.stringify({ $meeting: SAMPLE_MEETING_ID, appointmentClients: [MINE] }),
      },
    });
    const origin = await emulatorOf(page);
    await clearNotifications(page);
    const message = [
      `Client ${MINE.displayName} <${MINE.emailAddress ?? ''}> ${MINE.smsCapablePhoneNumber ?? ''} is not known:`,
      `refresh_token=${SECRETS['a refresh token'] ?? ''}&device_code=${SECRETS['a code for a device'] ?? ''}`,
    ].join(' ');
    const shown: string[] = [];
    await runCommand(page, 'Explorer: Focus on Folders View');
    for (const [status, words] of [
      [400, '400 Bad Request'],
      [403, '403 Forbidden'],
      [500, '500'],
    ] as const) {
      await setFaults(origin, { queue: [{ times: 9, status, code: message, message }] });
      for (const title of ['Send Patch', 'Fetch from Server', 'Get Join Link']) {
        await openFile(page, 'sent.vappt.json');
        await runCommand(page, `Virtual Appointment: ${title}`);
        const toast = await notification(page, words);
        shown.push((await toast.textContent()) ?? '');
        await clearNotifications(page);
      }
    }
    shown.push(await readOutput(page), await page.evaluate<string>('JSON.stringify(localStorage)'));
    assert.deepEqual(hits(shown.join('\n'), { ...SECRETS, ...PERSONAL }), []);
    assert.doesNotMatch(shown.join('\n'), /vappt-emulator-token\.[\w-]/);
    // The emulator's state is made of what it was sent, and this was refused.
    const canaries = new Set([...Object.values(SECRETS), ...Object.values(PERSONAL)]);
    assert.deepEqual(await filesWith(userData, canaries), []);
  });
});
