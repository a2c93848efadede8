import assert from 'node:assert/strict';
import { NEWEST_VSCODE } from '../../scripts/vscode/versions';
import { pseudo } from '../support/pseudo';
import { describeOn } from './support/describeOn';
import { clickLens, focusEditor, openFile } from './support/editor';
import { clearNotifications } from './support/notifications';
import { readOutput } from './support/output';
import { ProofReader, runPseudoCommand } from './support/proofReader';
import { runCommand } from './support/quickInput';
import { screenshot } from './support/screenshot';

/** Commands that ask, and what they ask. */
const PICKS = {
  'New Payload File': 'What should the payload start with?',
  'Copy Request As…': 'Copy the request as…',
  'Select Cloud': 'Where should payloads go?',
  'Select Meeting…': 'Which online meeting?',
};

describeOn([NEWEST_VSCODE], 'in a language of longer words', ({ open }) => {
  it('everything is translated, and nothing is cut or pushed out of sight', async () => {
    const { page } = await open({ pseudoLocale: true });
    const reader = new ProofReader(page);

    await openFile(page, 'docs-sample.vappt.json');
    await reader.readAll('lens', page.locator('.codelens-decoration a'));
    await reader.readAll('status bar', page.locator('.statusbar-item', { hasText: '⟦' }));
    await runCommand(page, 'Problems: Focus on Problems View');
    await reader.readAll('problem', page.locator('.markers-panel .monaco-list-row', { hasText: 'Ln' }));

    await clickLens(page, pseudo('Send Patch'));
    await reader.notification('204 No Content');
    await runPseudoCommand(page, 'Change an Appointment as Somebody Else');
    await reader.notification('externalAppointmentId');
    await runPseudoCommand(page, 'Send Patch');
    await reader.notification('412 Precondition Failed');
    await screenshot(page, 'pseudo-conflict');
    for (const line of (await readOutput(page)).split('\n')) reader.read('report', line);

    await focusEditor(page);
    // It says what Send acts on.
    await reader.lensInSight('the server has changed');
    for (const [title, heading] of Object.entries(PICKS)) {
      await runPseudoCommand(page, title);
      await reader.pick(heading);
    }
    await clearNotifications(page);
    await runPseudoCommand(page, 'Show Migration Guide');
    await reader.notification(pseudo('Nothing was sent.').slice(1, 12));
    await screenshot(page, 'pseudo-guide');

    await runPseudoCommand(page, 'Reset Emulator');
    const dialog = page.locator('.monaco-dialog-box');
    await reader.readAll('dialog', dialog.locator('.dialog-message-container'));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await runCommand(page, 'Preferences: Open Settings (UI)');
    // Its search box has the focus once it is there.
    await page.locator('.settings-editor .search-container .monaco-editor.focused').waitFor();
    await page.keyboard.insertText('@ext:vappt.vappt');
    await page.locator('.settings-editor .setting-item-description', { hasText: '⟦' }).first().waitFor();
    await reader.readAll('setting', page.locator('.settings-editor .setting-item-description'));
    await screenshot(page, 'pseudo-settings');

    assert.deepEqual(reader.complaints, []);
  });
});
