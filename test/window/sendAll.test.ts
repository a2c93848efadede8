import assert from 'node:assert/strict';
import { NEWEST_VSCODE } from '../../scripts/vscode/versions';
import { SAMPLE_MEETING_ID } from '../../src/emulator/constants';
import { describeOn } from './support/describeOn';
import { openFile } from './support/editor';
import { emulatorOf, setFaults, writesOf } from './support/emulator';
import { answerDialog, answerNotification, notification } from './support/notifications';
import { runCommand } from './support/quickInput';
import { screenshot } from './support/screenshot';
import { useTheme } from './support/theme';

/** 25 payloads, one of them for a meeting that is not there. */
const FILES = Object.fromEntries(
  Array.from({ length: 25 }, (_, index) => {
    const $meeting = index === 3 ? 'nobody-knows-it' : SAMPLE_MEETING_ID;
    const payload = { $meeting, externalAppointmentId: `booking-${index}` };
    return [`p${String(index).padStart(2, '0')}.vappt.json`, `${JSON.stringify(payload, null, 2)}\n`];
  }),
);

describeOn([NEWEST_VSCODE], 'a workspace of payloads', ({ share }) => {
  it('is sent after one question, and what came of it is a view', async () => {
    const { page } = await share({ files: FILES });
    await openFile(page, 'p00.vappt.json');
    const origin = await emulatorOf(page);
    await setFaults(origin, {
      queue: [
        { match: { method: 'PATCH' }, times: 1, status: 403, code: 'Forbidden' },
        { match: { method: 'PATCH' }, times: 1, status: 400, code: 'BadRequest' },
        { match: { method: 'PATCH' }, times: 1, status: 412 },
      ],
    });
    await runCommand(page, 'Virtual Appointment: Send Patches…');
    const names = /for the same appointment.*docs-sample\.vappt\.json.*p08\.vappt\.json\s*… and 16 more/s;
    await page.locator('.monaco-dialog-box', { hasText: names }).waitFor();
    await answerDialog(page, 'Send 26 patches to the emulator?', 'Send');
    await notification(page, 'of 26 saved');
    await answerNotification(page, 'of 26 saved', 'Show Results');
    const view = page.locator('.pane', { hasText: 'Sent Patches' });
    await view.getByText('22 of 26 saved').waitFor();
    // The list shows what is in sight only; what needs somebody comes first.
    await view.locator('.monaco-list-row', { hasText: 'conflict' }).waitFor();
    await view.locator('.monaco-list-row', { hasText: '412 Precondition' }).waitFor();
    await screenshot(page, 'results-light');
    await useTheme(page, 'dark');
    await screenshot(page, 'results-dark');
    assert.ok((await writesOf(origin)).length > 0);
  });
});
