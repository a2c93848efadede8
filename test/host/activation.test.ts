import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';
import { COMMANDS, VIEWS } from '../../src/manifest';
import { openPayload, samplePayload } from './support/payloads';
import { services } from './support/extension';

describe('activation', () => {
  it('happens when a payload file opens, and not before', async () => {
    const isActive = (): boolean | undefined => extensions.getExtension('vappt.vappt')?.isActive;
    assert.equal(isActive(), false);
    const document = await openPayload('activation.vappt.json', samplePayload());
    assert.equal(document.languageId, 'vappt');
    await services();
    assert.equal(isActive(), true);
  });

  it('registers exactly the commands of the manifest', async () => {
    await services();
    // VS Code adds some of its own for each view.
    const ours = (await commands.getCommands(true)).filter(
      (command) =>
        command.startsWith('vappt.') && !Object.values(VIEWS).some((view) => command.startsWith(`${view}.`)),
    );
    assert.deepEqual(ours.sort(), Object.values(COMMANDS).sort());
  });

  it('starts no emulator by itself', async () => {
    assert.equal((await services()).emulator.isRunning, false);
  });
});
