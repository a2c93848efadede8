import assert from 'node:assert/strict';
import { commands, languages, type Uri, WorkspaceEdit, Position, workspace } from 'vscode';
import { COMMANDS } from '../../src/manifest';
import { discardEditor } from './support/editor';
import { freshEmulator } from './support/extension';
import { complaintsWhere, openPayload, samplePayload } from './support/payloads';
import { reportOf } from './support/report';

const said = (uri: Uri): string[] =>
  languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'Microsoft Graph')
    .map(({ range, message }) => `${range.start.line} ${message}`);

describe('what the service has refused', () => {
  afterEach(discardEditor);

  const refused = async (): Promise<Uri> => {
    const emulator = await freshEmulator();
    const { uri } = await openPayload('refused-by-server.vappt.json', samplePayload());
    const message = "A value of 'externalAppointmentId' is too long for canary@example.com now.";
    emulator.setFaults({
      queue: [{ match: { method: 'PATCH' }, times: 1, status: 400, code: 'BadRequest', message }],
    });
    await reportOf(() => commands.executeCommand(COMMANDS.send, uri));
    await complaintsWhere(uri, () => said(uri).length > 0);
    return uri;
  };

  it('is marked where it stands, with what support needs and without personal data', async () => {
    const uri = await refused();
    const [complaint = '', ...more] = said(uri);
    assert.deepEqual(more, []);
    assert.match(
      complaint,
      /^2 The service refused this: A value of 'externalAppointmentId' is too long for <address> now\. \(status 400, code BadRequest, request-id [0-9a-f-]{36}\)$/,
    );
  });

  it('is forgotten when the file changes', async () => {
    const uri = await refused();
    const edit = new WorkspaceEdit();
    edit.insert(uri, new Position(0, 1), ' ');
    await workspace.applyEdit(edit);
    await complaintsWhere(uri, () => said(uri).length === 0);
    assert.deepEqual(said(uri), []);
  });

  it('is forgotten when a send succeeds', async () => {
    const uri = await refused();
    assert.match(await reportOf(() => commands.executeCommand(COMMANDS.send, uri)), /204 No Content: saved/);
    assert.deepEqual(said(uri), []);
  });
});
