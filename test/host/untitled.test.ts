import assert from 'node:assert/strict';
import { commands, Position, type TextDocument, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import { SAMPLE_MEETING_ID } from '../../src/emulator/constants';
import { COMMANDS } from '../../src/manifest';
import { complaints, completions, discardEditor, lensTitles } from './support/editor';
import { freshEmulator, writes } from './support/extension';
import { complaintsWhere, samplePayload } from './support/payloads';
import { reportOf } from './support/report';

/** The ways to a payload that has never been saved. */
const WAYS: readonly (readonly [string, (text: string) => Promise<TextDocument>])[] = [
  ['with the language chosen', async (content) => workspace.openTextDocument({ language: 'vappt', content })],
  [
    'with the name of a payload file',
    async (content) => {
      const document = await workspace.openTextDocument(Uri.parse('untitled:never-saved.vappt.json'));
      const edit = new WorkspaceEdit();
      edit.insert(document.uri, new Position(0, 0), content);
      await workspace.applyEdit(edit);
      return document;
    },
  ],
];

for (const [way, create] of WAYS) {
  describe(`a payload that was never saved, ${way}`, () => {
    const open = async (text: string): Promise<TextDocument> => {
      const document = await create(text);
      await window.showTextDocument(document);
      return document;
    };
    afterEach(discardEditor);

    it('has lenses and findings', async () => {
      const { uri, languageId, isUntitled } = await open(
        '{\n  "$meting": "x",\n  "externalAppointmentId": "1"\n}\n',
      );
      assert.equal(languageId, 'vappt');
      assert.equal(isUntitled, true);
      assert.ok((await lensTitles(uri)).includes('Send Patch (1 error)'));
      // The document may have been empty when it was first looked at.
      await complaintsWhere(uri, (messages) => messages.some((message) => message.includes('$meting')));
      assert.deepEqual(await complaints(uri, 1), ['1 unknown-directive']);
    });

    it('is sent from where it is, by its lens and from the palette', async () => {
      const emulator = await freshEmulator();
      const document = await open(samplePayload());
      const { uri } = document;
      assert.match(
        await reportOf(() => commands.executeCommand(COMMANDS.send, uri)),
        /204 No Content: saved/,
      );
      assert.match(await reportOf(() => commands.executeCommand(COMMANDS.send)), /204 No Content: saved/);
      assert.deepEqual(writes(emulator), ['PATCH 204', 'PATCH 204']);
      assert.equal(document.isUntitled, true);
    });

    it('can be previewed, fetched for and forgotten', async () => {
      await freshEmulator();
      const { uri } = await open(samplePayload());
      await reportOf(() => commands.executeCommand(COMMANDS.fetch, uri));
      await commands.executeCommand(COMMANDS.forgetBase, uri);
      await commands.executeCommand(COMMANDS.preview, uri);
      const shown = window.activeTextEditor?.document;
      assert.match(shown?.getText() ?? '', /^PATCH http:\/\/127\.0\.0\.1:\d+\/beta\/me\/onlineMeetings\//m);
      assert.match(shown?.getText() ?? '', new RegExp(SAMPLE_MEETING_ID));
      await commands.executeCommand('workbench.action.closeActiveEditor');
    });
  });
}

describe('an untitled payload with the name of a payload file', () => {
  afterEach(discardEditor);

  it('completes its properties', async () => {
    const document = await workspace.openTextDocument(Uri.parse('untitled:help.vappt.json'));
    await window.showTextDocument(document);
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(0, 0), '{\n  \n}\n');
    await workspace.applyEdit(edit);
    assert.ok((await completions(document.uri, new Position(1, 2))).includes('externalAppointmentId'));
  });
});
