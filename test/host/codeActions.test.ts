import assert from 'node:assert/strict';
import {
  type CodeAction,
  CodeActionKind,
  commands,
  Position,
  Range,
  type TextDocument,
  workspace,
} from 'vscode';
import { SAMPLE_MEETING_ID } from '../../src/emulator/constants';
import { COMMANDS } from '../../src/manifest';
import { discardEditor } from './support/editor';
import { openPayload } from './support/payloads';

const FIX_ALL = CodeActionKind.SourceFixAll.append('vappt');

async function actions(
  { uri }: TextDocument,
  range: Range,
  kind = CodeActionKind.QuickFix,
): Promise<CodeAction[]> {
  return await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    kind.value,
  );
}

function placeOf(document: TextDocument, text: string): Range {
  const at = document.positionAt(document.getText().indexOf(text));
  return new Range(at, at.translate(0, text.length));
}

async function apply(found: readonly CodeAction[], title: string | RegExp): Promise<void> {
  const action = found.find((each) => each.title.match(title) !== null);
  assert.ok(action?.edit !== undefined, found.map((each) => each.title).join());
  assert.ok(await workspace.applyEdit(action.edit));
}

const payload = (...members: readonly string[]): string =>
  `{\n\t"$meeting": "${SAMPLE_MEETING_ID}", // kept\n${members.map((member) => `\t${member}`).join(',\n')}\n}\n`;

describe('putting findings right', () => {
  afterEach(discardEditor);

  it('is one undo step that keeps comments, order and indentation', async () => {
    const text = payload('"externalAppointmentID": "1"', '"settings": {}');
    const document = await openPayload('misspelt.vappt.json', text);
    const found = await actions(document, placeOf(document, 'externalAppointmentID'));
    assert.equal(found.filter(({ isPreferred }) => isPreferred).length, 1);
    await apply(found, /externalAppointmentId/);
    assert.equal(document.getText(), text.replace('externalAppointmentID', 'externalAppointmentId'));
    await commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  it('can be done for all findings of a rule at once', async () => {
    const text = payload(
      '"settings": { "allowClientToJoinUsingBrowser": "true" }',
      '"appointmentClients": [{ "displayname": "A" }, { "displayname": "B" }]',
    );
    const document = await openPayload('all.vappt.json', text);
    const found = await actions(document, placeOf(document, 'displayname'));
    await apply(found, /^Fix all: /);
    assert.equal(document.getText(), text.replaceAll('displayname', 'displayName'));
    await commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  it('is offered for what VS Code’s JSON service reports, too', async () => {
    const text = payload('"externalAppointmentId": "1",');
    const document = await openPayload('comma.vappt.json', text);
    const at = document.positionAt(text.lastIndexOf(','));
    await apply(await actions(document, new Range(at, at.translate(0, 1))), /comma/i);
    assert.equal(document.getText(), text.replace('"1",', '"1"'));
  });

  it('can be done for everything that has one clear fix, and says nothing where there is nothing', async () => {
    const text = payload('"settings": { "allowClientToJoinUsingBrowser": "true" }', '"id": "1"');
    const document = await openPayload('everything.vappt.json', text);
    const everywhere = new Range(new Position(0, 0), document.positionAt(text.length));
    await apply(await actions(document, everywhere, FIX_ALL), /./);
    assert.match(document.getText(), /"allowClientToJoinUsingBrowser": true/);
    assert.doesNotMatch(document.getText(), /"id"/);
    assert.deepEqual(await actions(document, everywhere, FIX_ALL), []);
    await commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  it('hands a join link in the place of a meeting id to the lookup', async () => {
    const text =
      '{ "$meeting": "https://teams.microsoft.com/l/meetup-join/19%3ax%40thread.v2/0?context=%7b%7d" }';
    const document = await openPayload('link.vappt.json', text);
    const found = await actions(document, placeOf(document, 'https'));
    const lookUp = found.find(({ command }) => command?.command === COMMANDS.selectMeeting);
    assert.equal(lookUp?.isPreferred, true);
  });

  it('leaves a text that is not JSON alone', async () => {
    const document = await openPayload(
      'broken.vappt.json',
      '{ "settings": { "allowClientToJoinUsingBrowser": "true"',
    );
    const everywhere = new Range(new Position(0, 0), new Position(0, 60));
    assert.deepEqual(await actions(document, everywhere, FIX_ALL), []);
  });
});

describe('the code of a finding', () => {
  it('opens the reference at its rule', async () => {
    await commands.executeCommand(COMMANDS.explainRule, 'unknown-directive');
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });
});
