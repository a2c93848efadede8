import assert from 'node:assert/strict';
import { commands, Uri, window, workspace } from 'vscode';
import { COMMANDS } from '../../../src/manifest';
import { EMULATOR_ACCOUNT } from '../../../src/node/emulatorTokens';
import { beginRun } from '../../../src/vscode/bulk/beginRun';
import { checkFile, type ReadyFile } from '../../../src/vscode/bulk/checkFile';
import { findPayloads } from '../../../src/vscode/bulk/findPayloads';
import { complaints, discardEditor, lensTitles } from '../support/editor';
import { bulkFolder, freshEmulator, services, writes } from '../support/extension';
import { MemoryFiles } from '../support/memoryFiles';
import { samplePayload } from '../support/payloads';
import { reportOf } from '../support/report';
import { VIRTUAL_SCHEME } from '../virtualScheme';

describe('a workspace with nothing on disk', () => {
  let files: MemoryFiles;
  before(async () => {
    files = new MemoryFiles(VIRTUAL_SCHEME);
    await services();
  });
  after(() => {
    files.dispose();
  });
  afterEach(discardEditor);

  const open = async (name: string, text: string): Promise<Uri> => {
    const uri = files.add(name, text);
    await window.showTextDocument(await workspace.openTextDocument(uri));
    return uri;
  };

  it('has only a folder in memory', () => {
    assert.deepEqual(
      workspace.workspaceFolders?.map(({ uri }) => uri.toString()),
      [Uri.from({ scheme: VIRTUAL_SCHEME, path: '/' }).toString()],
    );
  });

  it('gets help and complaints for its payloads', async () => {
    const uri = await open('help.vappt.json', '{\n  "$meting": "x",\n  "settings": 5,\n  \n}\n');
    assert.ok((await lensTitles(uri)).includes('Send Patch (3 errors)'));
    const found = await complaints(uri, 3);
    assert.ok(found.includes('1 unknown-directive'), found.join());
    assert.ok(found.includes('2 wrong-type'), found.join());
    assert.ok(found.includes('2 JSON service'), found.join());
    // Not completion: VS Code 1.110 looks for the folder's snippets before a suite can serve the folder, and keeps
    // that failure.
  });

  it('sends its payloads and remembers what was read', async () => {
    const emulator = await freshEmulator();
    const uri = await open('send.vappt.json', samplePayload());
    await reportOf(() => commands.executeCommand(COMMANDS.fetch, uri));
    const report = await reportOf(() => commands.executeCommand(COMMANDS.send, uri));
    assert.match(report, /\(stored when it was read\)/);
    assert.match(report, /204 No Content: saved/);
    assert.deepEqual(writes(emulator), ['PATCH 204']);
    const { emulator: host } = await services();
    await host.stop();
  });

  it('sends many of them, and keeps what came of it on a real disk', async () => {
    const emulator = await freshEmulator();
    const all = await services();
    for (const name of ['many-1.vappt.json', 'many-2.vappt.json']) {
      const { id } = emulator.addMeeting({ appointment: true });
      files.add(name, samplePayload({ $meeting: id, externalAppointmentId: name }));
    }
    const found = (await findPayloads([])).filter(({ path }) => path.startsWith('/many-'));
    const ready = (await Promise.all(found.map(checkFile))) as ReadyFile[];
    await beginRun(all, { files: ready, account: EMULATOR_ACCOUNT, known: [] });
    const bulk = await all.bulk();
    assert.deepEqual(
      bulk.results.all.map(({ uri, outcome }) => `${uri.path} ${outcome}`),
      ['/many-1.vappt.json updated', '/many-2.vappt.json updated'],
    );
    const folder = await bulkFolder();
    assert.equal(folder.scheme, 'file');
    assert.deepEqual(
      (await workspace.fs.readDirectory(folder)).map(([name]) => name),
      ['results.json'],
    );
    await commands.executeCommand(COMMANDS.clearResults);
    assert.deepEqual(await workspace.fs.readDirectory(folder), []);
    await all.emulator.stop();
  });
});
