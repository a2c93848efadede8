import assert from 'node:assert/strict';
import { commands, ConfigurationTarget, languages, Position, Uri, window, workspace } from 'vscode';
import { COMMANDS } from '../../src/manifest';
import { complaints, completions, discardEditor, lensTitles, ruleOf } from './support/editor';
import { freshEmulator, writes } from './support/extension';
import { overheard } from './support/overheard';
import { complaintsWhere, openPayload, samplePayload } from './support/payloads';
import { reportOf } from './support/report';

describe('a payload file that the user maps to JSON', () => {
  const associate = async (value: unknown): Promise<void> => {
    await workspace.getConfiguration('files').update('associations', value, ConfigurationTarget.Global);
  };
  before(() => associate({ '*.vappt.json': 'json' }));
  after(() => associate(undefined));

  it('keeps its lenses and can be sent', async () => {
    const emulator = await freshEmulator();
    const { uri, languageId } = await openPayload('mapped.vappt.json', samplePayload());
    assert.equal(languageId, 'json');
    assert.ok((await lensTitles(uri)).includes('Send Patch'));
    assert.match(await reportOf(() => commands.executeCommand(COMMANDS.send)), /204 No Content: saved/);
    assert.deepEqual(writes(emulator), ['PATCH 204']);
  });

  it('has each complaint once', async () => {
    const text = '{\n  "$meting": "x",\n  "extrnalAppointmentId": "1",\n  "settings": 5\n}\n';
    const { uri } = await openPayload('mappedComplaints.vappt.json', text);
    assert.deepEqual(await complaints(uri, 3), ['1 unknown-directive', '2 unknown-property', '3 wrong-type']);
  });

  it('leaves syntax and duplicate keys to the JSON service', async () => {
    const text = '{\n  // comment\n  "externalAppointmentId": "1",\n  "externalAppointmentId": "2",\n}\n';
    const { uri } = await openPayload('mappedSyntax.vappt.json', text);
    const found = await complaints(uri, 4);
    assert.deepEqual(
      found.filter((complaint) => !complaint.endsWith('JSON service')),
      [],
    );
  });

  it('completes its properties, each once', async () => {
    const text = '{\n  "appointmentClients": [\n    {  }\n  ]\n}\n';
    const { uri } = await openPayload('mappedHelp.vappt.json', text);
    const labels = await completions(uri, new Position(2, 6));
    assert.equal(labels.filter((label) => label === 'emailAddress').length, 1);
  });
});

describe('a payload file whose JSON nobody else judges', () => {
  /** Waits until a comment is complained about once, and nobody says anything else: what was said before goes by itself. */
  const onlyTheComment = async (uri: Uri): Promise<void> => {
    await complaintsWhere(uri, () => {
      const rules = languages.getDiagnostics(uri).map(ruleOf);
      return rules.length === 1 && rules[0] === 'comment';
    });
  };
  const WITH_COMMENT = `{ // comment\n${samplePayload().slice(1)}`;

  it('shows what keeps it from being sent: in another language', async () => {
    const document = await openPayload('asText.vappt.json', WITH_COMMENT);
    await languages.setTextDocumentLanguage(document, 'plaintext');
    await onlyTheComment(document.uri);
    assert.ok((await lensTitles(document.uri)).includes('Send Patch (1 error)'));
  });

  it('shows it where the JSON service is switched off', async () => {
    const validate = async (value: unknown): Promise<void> => {
      await workspace.getConfiguration('json').update('validate.enable', value, ConfigurationTarget.Global);
    };
    await validate(false);
    try {
      const { uri } = await openPayload('unjudged.vappt.json', WITH_COMMENT);
      await onlyTheComment(uri);
    } finally {
      await validate(undefined);
    }
  });
});

describe('an earlier version of a payload', () => {
  it('regression: is none, and is not sent', async () => {
    const emulator = await freshEmulator();
    const registration = workspace.registerTextDocumentContentProvider('vappt-test-history', {
      provideTextDocumentContent: () => samplePayload(),
    });
    try {
      const uri = Uri.from({ scheme: 'vappt-test-history', path: '/earlier.vappt.json' });
      await window.showTextDocument(await workspace.openTextDocument(uri));
      assert.deepEqual(await lensTitles(uri), []);
      const before = overheard().said.length;
      await commands.executeCommand(COMMANDS.send, uri);
      await commands.executeCommand(COMMANDS.send);
      assert.deepEqual(writes(emulator), []);
      const told = overheard().said.slice(before);
      assert.deepEqual(
        told.map(({ text }) => text.includes('This is an earlier version')),
        [true, true],
      );
    } finally {
      registration.dispose();
      await discardEditor();
    }
  });
});
