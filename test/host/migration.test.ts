import assert from 'node:assert/strict';
import {
  type CodeAction,
  CodeActionKind,
  commands,
  ConfigurationTarget,
  Position,
  Range,
  TabInputCustom,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import { COMMANDS, PREVIEW_SCHEME } from '../../src/manifest';
import { discardEditor } from './support/editor';
import { freshEmulator } from './support/extension';
import { complaintsWhere, openPayload, samplePayload } from './support/payloads';

const CLIENTS = { appointmentClients: [{ displayName: 'A', smsCapablePhoneNumber: '+12025550100' }] };

/** What VS Code's Markdown preview shows in front. */
function shownGuide(): TextDocument {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  assert.ok(input instanceof TabInputCustom);
  assert.equal(input.uri.scheme, PREVIEW_SCHEME);
  const document = workspace.textDocuments.find(({ uri }) => uri.toString() === input.uri.toString());
  assert.ok(document !== undefined);
  return document;
}

describe('Show Migration Guide', () => {
  afterEach(discardEditor);

  it('opens a document about the payload, and sends nothing', async () => {
    const emulator = await freshEmulator();
    const { uri } = await openPayload('leaving.vappt.json', samplePayload(CLIENTS));
    const before = emulator.log().length;
    await commands.executeCommand(COMMANDS.showMigration, uri);
    const guide = shownGuide();
    assert.match(guide.uri.path, /leaving\.vappt\.json \(migration\)\.md$/);
    assert.equal(guide.languageId, 'markdown');
    assert.match(guide.getText(), /^# Migration guide for leaving\.vappt\.json$/m);
    assert.match(guide.getText(), /graph\.microsoft\.com\/v1\.0\/.*\/sendVirtualAppointmentSms$/m);
    assert.equal(emulator.log().length, before);
    await discardEditor();
  });

  it('works for a file without a meeting, and with errors', async () => {
    await openPayload('unfinished.vappt.json', '{ "settings": { ');
    await commands.executeCommand(COMMANDS.showMigration);
    assert.match(shownGuide().getText(), /onlineMeetings\/MEETING-ID\/getVirtualAppointmentJoinWebUrl/);
    await discardEditor();
  });

  it('is the quick fix of what the rules say about the retirement', async () => {
    const settings = workspace.getConfiguration('vappt');
    await settings.update('cloud', 'global', ConfigurationTarget.Global);
    try {
      const { uri } = await openPayload('retired.vappt.json', samplePayload(CLIENTS));
      await complaintsWhere(uri, (messages) => messages.some((message) => message.includes('retired')));
      const found = await commands.executeCommand<CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        new Range(new Position(0, 0), new Position(0, 1)),
        CodeActionKind.QuickFix.value,
      );
      const action = found.find(({ command }) => command?.command === COMMANDS.showMigration);
      assert.deepEqual(action?.command?.arguments, [uri]);
    } finally {
      await settings.update('cloud', undefined, ConfigurationTarget.Global);
    }
  });
});
