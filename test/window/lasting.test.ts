import assert from 'node:assert/strict';
import { NEWEST_VSCODE } from '../../scripts/vscode/versions';
import { describeOn } from './support/describeOn';
import { clickLens, openFile } from './support/editor';
import { emulatorOf, setFaults, writesOf } from './support/emulator';
import { clearNotifications, notification } from './support/notifications';
import { outputContains, readOutput } from './support/output';
import { backsUp, keeps } from './support/storage';
import { pick, runCommand } from './support/quickInput';

const FILE = 'docs-sample.vappt.json';

describeOn([NEWEST_VSCODE], 'a window', ({ share }) => {
  it('stops waiting for the service when told; loaded anew it has what was read, and the emulator as it was', async () => {
    const window = await share();
    const { page, reload } = window;
    await openFile(page, FILE);
    const origin = await emulatorOf(page);
    const queue = [{ match: { method: 'PATCH' }, times: 9, status: 429, retryAfter: 60 }];
    await setFaults(origin, { queue });
    await clearNotifications(page);
    await clickLens(page, 'Send Patch');
    const progress = await notification(page, 'the service asks to wait 60 s');
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await notification(page, 'EMULATOR: Cancelled');
    await outputContains(page, 'Cancelled');
    await outputContains(page, 'Nothing was written');
    assert.deepEqual(await writesOf(origin), ['PATCH 429']);
    await setFaults(origin, {});

    await clickLens(page, 'Fetch');
    await outputContains(page, '200 OK: read');
    await clickLens(page, 'Send Patch');
    await outputContains(page, '204 No Content: saved');
    const tag = /Tag now: W\/"([^"]+)"(?![\s\S]*Tag now)/.exec(await readOutput(page))?.[1];
    assert.ok(tag !== undefined);
    await keeps(page, tag);

    await runCommand(page, 'Virtual Appointment: New Payload File');
    await pick(page, 'Settings only');
    await page.locator('.tab.active', { hasText: 'appointment.vappt.json' }).waitFor();
    await backsUp(window, 'allowClientToJoinUsingBrowser');
    await openFile(page, FILE);
    await reload();
    // Its tab is there again, what is in it not before somebody looks at it.
    await page.locator('.tab', { hasText: 'appointment.vappt.json' }).waitFor();
    await runCommand(page, 'Virtual Appointment: New Payload File');
    await pick(page, 'Settings only');
    await page.locator('.tab.active', { hasText: 'appointment-2.vappt.json' }).waitFor();
    assert.equal(await page.locator('.tab', { hasText: 'appointment' }).count(), 2);

    await openFile(page, FILE);
    await clickLens(page, 'Send Patch');
    // A tag that the emulator knows: had it started afresh, this would be a 412.
    await outputContains(page, '(stored when it was read)');
    await outputContains(page, '204 No Content: saved');
  });

  it('has an emulator of its own', async () => {
    const first = await share();
    const second = await first.openAnother();
    for (const { page } of [first, second]) {
      await page.bringToFront();
      await openFile(page, FILE);
      await clickLens(page, 'Fetch');
      await outputContains(page, '200 OK: read');
    }
    await first.page.bringToFront();
    const origin = await emulatorOf(first.page);
    await clearNotifications(first.page);
    await runCommand(first.page, 'Virtual Appointment: Change an Appointment as Somebody Else');
    await notification(first.page, 'somebody changed externalAppointmentId');

    await second.page.bringToFront();
    assert.notEqual(await emulatorOf(second.page), origin);
    await clickLens(second.page, 'Send Patch');
    await outputContains(second.page, '204 No Content: saved');

    await first.page.bringToFront();
    await clickLens(first.page, 'Send Patch');
    await outputContains(first.page, '412 Precondition Failed');
  });
});
