import assert from 'node:assert/strict';
import { commands, env, type TextDocument, window } from 'vscode';
import { COMMANDS } from '../../src/manifest';
import { discardEditor } from './support/editor';
import { services } from './support/extension';
import { workspaceFolder } from './support/payloads';

const REQUEST = [
  'PATCH https://graph.microsoft.com/beta/me/onlineMeetings/MSoxxx/virtualAppointment',
  'If-Match: W/"AAAA"',
  '',
  '{ "externalAppointmentId": "ext-$1" }',
].join('\n');
const PAYLOAD = [
  '{',
  '  "$meeting": "MSoxxx",',
  '  "$ifMatch": "W/\\"AAAA\\"",',
  '  "externalAppointmentId": "ext-$1"',
  '}',
  '',
].join('\n');

describe('New Payload from Clipboard', () => {
  before(services);
  afterEach(discardEditor);

  const importFrom = async (copied: string): Promise<TextDocument | undefined> => {
    await env.clipboard.writeText(copied);
    await commands.executeCommand(COMMANDS.importPayload);
    return window.activeTextEditor?.document;
  };

  it('opens an unsaved payload under a free name of the workspace folder', async () => {
    const document = await importFrom(REQUEST);
    assert.equal(document?.getText().replaceAll('\r\n', '\n'), PAYLOAD);
    assert.equal(document.isUntitled, true);
    assert.equal(document.languageId, 'vappt');
    assert.equal(document.uri.path, `${workspaceFolder().path}/appointment.vappt.json`);
    // A second one takes another name.
    const second = await importFrom('{ "externalAppointmentId": "1" }');
    assert.equal(second?.uri.path, `${workspaceFolder().path}/appointment-2.vappt.json`);
    assert.equal(second.getText(), '{ "externalAppointmentId": "1" }');
    await discardEditor();
  });

  it('opens nothing for a text that is no request', async () => {
    const before = window.activeTextEditor;
    for (const copied of ['just words', ' ', '{ "requests": [ { "id": "1", "url": "/me" } ] }']) {
      assert.equal(await importFrom(copied), before?.document);
    }
  });
});
