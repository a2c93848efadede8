import assert from 'node:assert/strict';
import { commands, ConfigurationTarget, workspace } from 'vscode';
import { COMMANDS } from '../../src/manifest';
import { discardEditor } from './support/editor';
import { createLists } from '../../src/vscode/view';
import { freshEmulator, services, writes } from './support/extension';
import { overheard } from './support/overheard';
import { openPayload, rewrite, samplePayload } from './support/payloads';
import { reportOf } from './support/report';

const PAYLOAD = samplePayload({ appointmentClients: [{ displayName: 'Canary' }] });

describe('the history of sends', () => {
  beforeEach(async () => {
    await freshEmulator();
    await (await services()).history.clear();
  });
  afterEach(discardEditor);

  const send = async (): Promise<void> => {
    const { uri } = await openPayload('history.vappt.json', PAYLOAD);
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

  it('regression: a row of the view sends the payload as it was, and asks where it is another by now', async () => {
    const { emulator: host } = await services();
    const emulator = await host.start();
    const document = await openPayload('historyRow.vappt.json', PAYLOAD);
    await commands.executeCommand(COMMANDS.send, document.uri);
    const lists = createLists(await services());
    try {
      const [row] = lists.history();
      await commands.executeCommand(COMMANDS.send, row, [row]);
      assert.deepEqual(writes(emulator), ['PATCH 204', 'PATCH 204']);
      await rewrite(document, samplePayload({ externalAppointmentId: 'other' }));
      await commands.executeCommand(COMMANDS.send, row, [row]);
      assert.deepEqual(writes(emulator), ['PATCH 204', 'PATCH 204']);
      assert.ok(overheard().said.some(({ text }) => text.includes('changed since that send')));
    } finally {
      lists.dispose();
    }
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
