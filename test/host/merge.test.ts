import assert from 'node:assert/strict';
import {
  commands,
  type Hover,
  type MarkdownString,
  Position,
  TabInputTextDiff,
  window,
  workspace,
} from 'vscode';
import { SAMPLE_MEETING_ID } from '../../src/emulator/constants';
import type { Emulator } from '../../src/emulator/index';
import { COMMANDS } from '../../src/manifest';
import { discardEditor, lensTitles, stateLens } from './support/editor';
import { freshEmulator, writes } from './support/extension';
import { openPayload, samplePayload } from './support/payloads';
import { reportOf } from './support/report';

const touch = (emulator: Emulator, changes: Record<string, unknown>): void => {
  emulator.touch({ meetingId: SAMPLE_MEETING_ID, changes });
};

describe('what the server has', () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await freshEmulator();
  });
  afterEach(discardEditor);

  it('is shown beside what it will have after the patch, and moves no base', async () => {
    const { uri } = await openPayload('compare.vappt.json', samplePayload());
    await commands.executeCommand(COMMANDS.compare, uri);
    const input = window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof TabInputTextDiff);
    const textOf = async (side: 'original' | 'modified'): Promise<string> =>
      (await workspace.openTextDocument(input[side])).getText();
    const [server, after] = [await textOf('original'), await textOf('modified')];
    assert.equal((JSON.parse(after) as Record<string, unknown>)['externalAppointmentId'], 'ext-2');
    // In the same order, so that only what changes differs.
    const keys = (text: string): string[] => Object.keys(JSON.parse(text) as object);
    assert.deepEqual(keys(after), keys(server));
    assert.deepEqual(writes(emulator), []);
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('is shown over a property as it was when it was read', async () => {
    const { uri } = await openPayload('hover.vappt.json', samplePayload());
    const hoverTexts = async (): Promise<string> => {
      const hovers = await commands.executeCommand<Hover[]>(
        'vscode.executeHoverProvider',
        uri,
        new Position(2, 6),
      );
      return hovers
        .flatMap(({ contents }) => contents.map((each) => (each as MarkdownString).value))
        .join('\n')
        .replaceAll('&nbsp;', ' ');
    };
    assert.doesNotMatch(await hoverTexts(), /On the server/);
    await reportOf(() => commands.executeCommand(COMMANDS.fetch, uri));
    assert.match(await hoverTexts(), /On the server when read at/);
  });

  it('is what a preview compares with', async () => {
    const { uri } = await openPayload('changes.vappt.json', samplePayload());
    await reportOf(() => commands.executeCommand(COMMANDS.fetch, uri));
    await commands.executeCommand(COMMANDS.preview, uri);
    assert.match(
      window.activeTextEditor?.document.getText() ?? '',
      /^# Will change: externalAppointmentId\.\n[^]*\nPATCH /,
    );
    // While it is in front, commands mean the payload that it is about.
    await commands.executeCommand(COMMANDS.preview);
    assert.match(window.activeTextEditor?.document.uri.path ?? '', /changes\.vappt\.json \(request\)\.txt$/);
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('is told by the lens: unknown, fresh, stale', async () => {
    const { uri } = await openPayload('states.vappt.json', samplePayload());
    const state = (): Promise<string> => stateLens(uri);
    assert.match(await state(), /tag unknown$/);
    await reportOf(() => commands.executeCommand(COMMANDS.fetch, uri));
    assert.match(await state(), /tag fresh$/);
    touch(emulator, { externalAppointmentId: 'theirs' });
    await reportOf(() => commands.executeCommand(COMMANDS.send, uri));
    assert.match(await state(), /the server has changed$/);
    // What helps then is the first that follows.
    assert.deepEqual((await lensTitles(uri)).slice(2, 4), ['Compare', 'Merge and Resend']);
    await commands.executeCommand(COMMANDS.preview, uri);
    const preview = window.activeTextEditor?.document.getText() ?? '';
    assert.match(
      preview,
      /^# The server has changed since this tag was read: sending it will meet a 412\.\n/,
    );
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });
});

describe('after a 412', () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await freshEmulator();
  });
  afterEach(discardEditor);

  it('a merge without collisions keeps what both have changed, and sending again changes nothing', async () => {
    const { uri } = await openPayload('merge.vappt.json', samplePayload());
    await reportOf(() => commands.executeCommand(COMMANDS.fetch, uri));
    touch(emulator, { externalAppointmentUrl: 'https://theirs.example.com/' });
    assert.match(
      await reportOf(() => commands.executeCommand(COMMANDS.send, uri)),
      /412 Precondition Failed/,
    );
    // Theirs is nothing that the file mentions, so there is nothing to ask.
    const merged = await reportOf(() => commands.executeCommand(COMMANDS.merge, uri));
    assert.match(merged, /204 No Content: saved/);
    const stored = (): unknown => emulator.state().meetings[0]?.appointment;
    const after = JSON.stringify(stored());
    assert.match(after, /"ext-2"/);
    assert.match(after, /"https:\/\/theirs\.example\.com\/"/);
    assert.match(await reportOf(() => commands.executeCommand(COMMANDS.send, uri)), /204 No Content: saved/);
    const values = (text: string): string =>
      text.replace(/"(etag|version|changedAt|modifiedAt)":[^,}]*,?/g, '');
    assert.equal(values(JSON.stringify(stored())), values(after));
  });

  it('an overwrite is conditional on the tag just read, never on any', async () => {
    const { uri } = await openPayload('overwrite.vappt.json', samplePayload());
    await reportOf(() => commands.executeCommand(COMMANDS.fetch, uri));
    touch(emulator, { externalAppointmentId: 'theirs' });
    await reportOf(() => commands.executeCommand(COMMANDS.send, uri));
    assert.match(
      await reportOf(() => commands.executeCommand(COMMANDS.overwrite, uri)),
      /204 No Content: saved/,
    );
    const patches = emulator.log().filter(({ method }) => method === 'PATCH');
    assert.deepEqual(
      patches.map(({ status }) => status),
      [412, 204],
    );
    assert.match(patches.at(-1)?.headers['if-match'] ?? '', /^W\/"/);
  });
});
