import { NEWEST_VSCODE } from '../../scripts/vscode/versions';
import { describeOn } from './support/describeOn';
import { clickLens, completes, openFile, squiggle } from './support/editor';
import { clearNotifications, notification } from './support/notifications';
import { runCommand } from './support/quickInput';
import { screenshot } from './support/screenshot';

describeOn([NEWEST_VSCODE], 'in Restricted Mode', ({ open }) => {
  it('a payload can be written with help and findings; nothing is sent, and the emulator is never started', async () => {
    const { page } = await open({
      trusted: false,
      files: { 'draft.vappt.json': '{\n  "$meting": "x"\n}\n' },
    });
    await openFile(page, 'draft.vappt.json');
    await squiggle(page, 'error').waitFor();

    await page.keyboard.press('Control+Home');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await completes(page, 'externalAppointmentId');
    await page.keyboard.press('Escape');

    await openFile(page, 'docs-sample.vappt.json');
    await clickLens(page, 'Send Patch');
    await notification(page, 'Nothing is sent from this workspace, because it is not trusted');
    await screenshot(page, '5-restricted');
    for (const title of ['Send Patch', 'Fetch from Server', 'Create on Server', 'Get Join Link']) {
      await clearNotifications(page);
      await runCommand(page, `Virtual Appointment: ${title}`);
      await notification(page, 'Nothing is sent from this workspace, because it is not trusted');
    }
    await runCommand(page, 'Virtual Appointment: Stop Emulator');
    await notification(page, 'EMULATOR: it was not running');
  });
});
