import assert from 'node:assert/strict';
import { commands, ConfigurationTarget, workspace } from 'vscode';
import { COMMANDS } from '../../src/manifest';
import { discardEditor } from './support/editor';
import { freshEmulator, services } from './support/extension';
import { openPayload, samplePayload } from './support/payloads';
import { reportOf } from './support/report';

describe('the history of sends', () => {
  beforeEach(async () => {
    await freshEmulator();
    await (await services()).history.clear();
  });
  afterEach(discardEditor);

  const send = async (): Promise<void> => {
    const text = samplePayload({ appointmentClients: [{ displayName: 'Canary' }] });
    const { uri } = await openPayload('history.vappt.json', text);
    await reportOf(() => commands.executeCommand(COMMANDS.send, uri));
  };

  it('has each send with its report, and nothing of what was sent', async () => {
    const { history } = await services();
    await send();
    await commands.executeCommand(COMMANDS.touchEmulator);
    await send();
    assert.deepEqual(
      history.entries().map(({ outcome, status }) => `${outcome} ${status ?? ''}`),
      ['conflict 412', 'updated 204'],
    );
    assert.match(history.entries()[0]?.report ?? '', /412 Precondition Failed/);
    assert.doesNotMatch(JSON.stringify(history.entries()), /Canary|vappt-emulator-token/);
  });

  it('keeps nothing where the setting says so', async () => {
    const { history } = await services();
    const section = workspace.getConfiguration('vappt');
    await section.update('history.limit', 0, ConfigurationTarget.Global);
    try {
      await send();
      assert.deepEqual(history.entries(), []);
    } finally {
      await section.update('history.limit', undefined, ConfigurationTarget.Global);
    }
    assert.deepEqual(history.entries(), []);
  });
});
