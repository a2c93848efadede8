import assert from 'node:assert/strict';
import {
  type CodeLens,
  commands,
  type Hover,
  languages,
  Position,
  Range,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import { complaints, completions, ruleOf } from './support/editor';
import { freshEmulator } from './support/extension';
import { complaintsWhere, openPayload, samplePayload } from './support/payloads';

describe('a payload file in the editor', () => {
  it('has its lenses above its first line', async () => {
    await freshEmulator();
    const { uri } = await openPayload('lenses.vappt.json', samplePayload());
    const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri);
    assert.deepEqual(
      lenses.map(
        ({ range, command }) => `${range.start.line} ${command?.title.replace(/\$\(\S+\) /, '') ?? ''}`,
      ),
      ['0 Send Patch', '0 emulator · tag unknown', '0 Preview', '0 Fetch', '0 Compare', '0 Join Link'],
    );
  });

  it('completes properties and explains them', async () => {
    const document = await openPayload('help.vappt.json', '{\n  "appointmentClients": [\n    {  }\n  ]\n}\n');
    const labels = await completions(document.uri, new Position(2, 6));
    for (const property of ['displayName', 'emailAddress', 'smsCapablePhoneNumber']) {
      assert.ok(labels.includes(property), property);
    }
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new Position(1, 6),
    );
    assert.equal(hovers.length, 1);
  });

  it('shows each complaint once', async () => {
    const text = '{\n  "$meting": "x",\n  "extrnalAppointmentId": "1",\n  "settings": 5\n}\n';
    const { uri } = await openPayload('complaints.vappt.json', text);
    assert.deepEqual(await complaints(uri, 3), ['1 unknown-directive', '2 unknown-property', '3 wrong-type']);
  });

  it('leaves to the JSON service what that reports itself', async () => {
    const text = '{\n  // comment\n  "externalAppointmentId": "1",\n  "externalAppointmentId": "2",\n}\n';
    const { uri } = await openPayload('syntax.vappt.json', text);
    await complaintsWhere(uri, (messages) => messages.length >= 4);
    assert.deepEqual(languages.getDiagnostics(uri).map(ruleOf).filter(Boolean), []);
  });

  it('forgets its complaints when the file is put right', async () => {
    const document = await openPayload('fixed.vappt.json', '{ "$meting": "x" }');
    await complaintsWhere(document.uri, (messages) => messages.length > 0);
    const edit = new WorkspaceEdit();
    edit.replace(document.uri, new Range(0, 0, 0, 18), '{ "externalAppointmentId": "1" }');
    await workspace.applyEdit(edit);
    assert.deepEqual(await complaintsWhere(document.uri, (messages) => messages.length === 0), []);
  });
});
