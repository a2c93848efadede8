import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { commands, ConfigurationTarget, workspace } from 'vscode';
import { COMMANDS } from '../../src/manifest';
import { freshEmulator, writes } from './support/extension';
import { openPayload, samplePayload } from './support/payloads';
import { reportOf } from './support/report';

/** A port of this machine that nobody listens on. */
async function deadAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${address.port}`;
}

describe('with a dead proxy in VS Code’s settings', () => {
  const set = async (proxy?: string, support?: string): Promise<void> => {
    const http = workspace.getConfiguration('http');
    await http.update('proxy', proxy, ConfigurationTarget.Global);
    await http.update('proxySupport', support, ConfigurationTarget.Global);
  };
  before(async () => {
    await set(await deadAddress(), 'override');
  });
  after(async () => {
    await set();
  });

  it('the emulator is reached all the same', async () => {
    const emulator = await freshEmulator();
    const { uri } = await openPayload('proxied.vappt.json', samplePayload());
    assert.match(await reportOf(() => commands.executeCommand(COMMANDS.send, uri)), /204 No Content: saved/);
    assert.deepEqual(writes(emulator), ['PATCH 204']);
  });
});
