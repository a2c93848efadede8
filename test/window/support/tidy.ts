// Puts a window in order between two tests.
import { answerDialog, clearNotifications } from './notifications';
import { useTheme } from './theme';
import type { VsCodeWindow } from './window';

const KEY = 'Ctrl+Alt+Shift+F12';

/** One after the other, by one key: much less work than as many visits to the palette. */
const COMMANDS = [
  // Asks about what was not saved.
  'workbench.action.closeAllEditors',
  'vappt.clearResults',
  'vappt.showOutput',
  'workbench.output.action.clearOutput',
  'workbench.action.closePanel',
  'workbench.view.explorer',
  'notifications.clearAll',
  'vappt.clearHistory',
  // The next ones go there. Of more than three in 800 ms VS Code shows no toast, those of the test to come included.
  'notifications.showList',
  // Asks in a dialog.
  'vappt.resetEmulator',
  // So it forgets faults and log.
  'vappt.stopEmulator',
  'notifications.showList',
];

/** What a user has to have as key bindings for it. */
export const TIDY_KEY_BINDINGS = JSON.stringify([
  { key: KEY.toLowerCase(), command: 'runCommands', args: { commands: COMMANDS } },
]);

/** Closes all that is open in a window, makes it forget what was sent and read, and resets its emulator. */
export async function tidy({ page }: VsCodeWindow): Promise<void> {
  for (const other of page.context().pages()) {
    if (other === page) continue;
    await other.goto('about:blank');
    await other.close();
  }
  // A box of the test before, if it has left one.
  await page.keyboard.press('Escape');
  await page.keyboard.press(KEY.replace('Ctrl', 'Control'));
  const unsaved = page.locator('.monaco-dialog-box').getByRole('button', { name: "Don't Save" });
  const reset = page.locator('.monaco-dialog-box', { hasText: 'Reset the emulator?' });
  await unsaved.or(reset).first().waitFor();
  if (await unsaved.isVisible()) await unsaved.click();
  await answerDialog(page, 'Reset the emulator?', 'Reset');
  await page.locator('.notifications-center', { hasText: 'EMULATOR: stopped' }).waitFor();
  await clearNotifications(page);
  await page.locator('.editor-group-container .tab').first().waitFor({ state: 'detached' });
  if ((await page.locator('.monaco-workbench.vs').count()) === 0) await useTheme(page, 'light');
}
