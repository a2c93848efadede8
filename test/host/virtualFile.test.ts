import assert from 'node:assert/strict';
import { commands, Position, type TextDocument, type Uri, window, workspace, WorkspaceEdit } from 'vscode';
import { COMMANDS } from '../../src/manifest';
import { complaints, completions, discardEditor, lensTitles } from './support/editor';
import { freshEmulator, writes } from './support/extension';
import { MemoryFiles } from './support/memoryFiles';
import { samplePayload } from './support/payloads';
import { reportOf } from './support/report';

describe('a payload file that is not on disk', () => {
  let files: MemoryFiles;
  before(() => {
    files = new MemoryFiles('memfs-test');
  });
  after(() => {
    files.dispose();
  });
  afterEach(discardEditor);

  const open = async (uri: Uri): Promise<TextDocument> => {
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document);
    return document;
  };

  it('has lenses, completion, and complaints', async () => {
    const uri = files.add('complaints.vappt.json', '{\n  "$meting": "x",\n  "settings": 5,\n  \n}\n');
    const { languageId } = await open(uri);
    assert.equal(languageId, 'vappt');
    assert.ok((await lensTitles(uri)).includes('Send Patch (3 errors)'));
    const found = await complaints(uri, 3);
    assert.ok(found.includes('1 unknown-directive'), found.join());
    assert.ok(found.includes('2 wrong-type'), found.join());
    assert.ok(found.includes('2 JSON service'), found.join());
    assert.ok((await completions(uri, new Position(3, 2))).includes('appointmentClients'));
  });

  it('is sent as it is open, and stays unsaved', async () => {
    const emulator = await freshEmulator();
    const uri = files.add('virtual.vappt.json', samplePayload({ externalAppointmentId: 'stored' }));
    const document = await open(uri);
    const edit = new WorkspaceEdit();
    edit.insert(uri, document.positionAt(document.getText().indexOf('stored')), 'not ');
    await workspace.applyEdit(edit);
    const report = await reportOf(() => commands.executeCommand(COMMANDS.send, uri));
    assert.match(report, /virtual\.vappt\.json/);
    assert.match(report, /204 No Content: saved/);
    assert.deepEqual(writes(emulator), ['PATCH 204']);
    const patch = emulator.log().find(({ method }) => method === 'PATCH');
    assert.deepEqual(JSON.parse(patch?.body ?? ''), { externalAppointmentId: 'not stored' });
    assert.ok(!files.textOf(uri).includes('not stored'));
  });
});
