// The pictures of the walkthrough: what each step is about, in a light and a dark theme. Small, since they are shipped.
import { SAMPLE_MEETING_ID } from '../../src/emulator/constants';
import { describeOn } from '../../test/window/support/describeOn';
import { clickLens, openFile, squiggle } from '../../test/window/support/editor';
import { emulatorOf, touch } from '../../test/window/support/emulator';
import { clearNotifications, notification } from '../../test/window/support/notifications';
import { quickInput, runCommand } from '../../test/window/support/quickInput';
import { endStages } from '../../test/window/support/stage';
import { NEWEST_VSCODE } from '../vscode/versions';
import { hide, PLAIN, takeStep, THEMES } from './picture';

const FILE = 'appointment.vappt.json';

const MISSPELT = `{
  "$meeting": "${SAMPLE_MEETING_ID}",
  "settings": { "allowClientToJoinUsingBrowser": true },
  "externalAppointmentID": "ext-1"
}
`;

describeOn([NEWEST_VSCODE], 'pictures of the walkthrough', ({ open }) => {
  // A browser draws a second small window at another scale.
  afterEach(endStages);

  for (const theme of ['light', 'dark'] as const)
    it(`create, check, send, conflict, tenant: ${theme}`, async () => {
      const { page } = await open({
        files: { [FILE]: MISSPELT },
        settings: { ...PLAIN, 'workbench.colorTheme': THEMES[theme] },
        view: { viewport: { width: 600, height: 560 }, deviceScaleFactor: 1.5 },
      });
      await openFile(page, FILE);
      await hide(page, 'Primary Side Bar');
      const editor = page.locator('.part.editor');
      await squiggle(page, 'warning').waitFor();
      // Lenses that come after the cursor has moved are above what is in sight.
      await page.locator('.codelens-decoration a', { hasText: 'Send Patch' }).waitFor();
      await runCommand(page, 'Virtual Appointment: New Payload File');
      await quickInput(page).getByRole('option').nth(3).waitFor();
      await takeStep(quickInput(page), 'create', theme);
      await page.keyboard.press('Escape');
      await page.setViewportSize({ width: 600, height: 320 });

      await page
        .locator('.view-line', { hasText: 'externalAppointmentID' })
        .click({ position: { x: 60, y: 8 } });
      await page.locator('.monaco-editor .lightBulbWidget').click();
      await page.locator('.action-widget').getByText('externalAppointmentId').first().waitFor();
      await takeStep(editor, 'check', theme);
      await page.keyboard.press('Enter');
      await squiggle(page, 'warning').waitFor({ state: 'detached' });

      const origin = await emulatorOf(page);
      const send = async (words: string, lens: string): Promise<void> => {
        await clearNotifications(page);
        // The lens stands above the first line, which a window of this size may have scrolled away.
        await page.mouse.move(300, 150);
        await page.mouse.wheel(0, -2000);
        await clickLens(page, 'Send Patch');
        await notification(page, `EMULATOR: ${words}`);
        await hide(page, 'Panel');
        await page.locator('.codelens-decoration', { hasText: lens }).waitFor();
      };
      await send('204 No Content: saved', 'tag fresh');
      await takeStep(editor, 'send', theme);

      await touch(origin, { externalAppointmentId: 'theirs' });
      await send('412 Precondition Failed', 'the server has changed');
      await takeStep(editor, 'conflict', theme);

      await clearNotifications(page);
      await page.setViewportSize({ width: 640, height: 520 });
      await runCommand(page, 'Preferences: Open Settings (UI)');
      await page.locator('.settings-editor .search-container .monaco-editor.focused').waitFor();
      await page.keyboard.insertText('vappt.auth');
      await page
        .locator('.settings-editor .setting-item-contents', { hasText: 'Client ID' })
        .first()
        .waitFor();
      await takeStep(page.locator('.settings-tree-container'), 'tenant', theme);
    });
});
