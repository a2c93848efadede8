import assert from 'node:assert/strict';
import {
  commands,
  type Hover,
  type MarkdownString,
  Position,
  TabInputTextDiff,
  Uri,
  window,
  workspace,
} from 'vscode';
import { parsePayload } from '../../src/core/payload/parse';
import { mergePayload } from '../../src/core/merge/mergePayload';
import { SAMPLE_MEETING_ID } from '../../src/emulator/constants';
import type { Emulator } from '../../src/emulator/index';
import { COMMANDS } from '../../src/manifest';
import { discardEditor, lensTitles, stateLens } from './support/editor';
import { payloadBehind } from '../../src/vscode/readOnlyDocuments';
import { editText } from '../../src/vscode/spans';
import { openMergeEditor } from '../../src/vscode/merge/openMergeEditor';
import { bodyValue } from '../../src/core/payload/body';
import { freshEmulator, services, writes } from './support/extension';
import { folderOf, openPayload, samplePayload, workspaceFolder } from './support/payloads';
import { reportOf } from './support/report';

const touch = (emulator: Emulator, changes: Record<string, unknown>): void => {
  emulator.touch({ meetingId: SAMPLE_MEETING_ID, changes });
};

/** Merge and Resend up to its question, and the answer to that, after which the merge comes to its end. */
async function beginMerge(uri: Uri): Promise<{ answer: (title: string) => Promise<void> }> {
  const { questions, onDidChangeState } = await services();
  const asked = new Promise<void>((resolve) => {
    const listener = onDidChangeState(() => {
      if (questions.about(uri) === undefined) return;
      listener.dispose();
      resolve();
    });
  });
  const merging = commands.executeCommand(COMMANDS.merge, uri);
  await asked;
  return {
    async answer(title) {
      questions.about(uri)?.answer(title);
      await merging;
    },
  };
}

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

  it('a merge whose meeting is changed meanwhile is not sent to the one that it began with', async () => {
    const document = await openPayload('redirected.vappt.json', samplePayload());
    const { uri } = document;
    await reportOf(() => commands.executeCommand(COMMANDS.fetch, uri));
    touch(emulator, { externalAppointmentId: 'theirs' });
    await reportOf(() => commands.executeCommand(COMMANDS.send, uri));
    const { answer } = await beginMerge(uri);
    const edited = document.getText().replace(SAMPLE_MEETING_ID, 'another');
    await editText(document, [{ offset: 0, length: document.getText().length, content: edited }]);
    await answer('Send as Merged');
    assert.deepEqual(writes(emulator), ['PATCH 412']);
    assert.equal((await workspace.openTextDocument(uri)).getText(), edited);
  });

  it('a merge that is in the file is what it was made from, also when its send is refused', async () => {
    const urls = ['before', 'theirs'].map((name) => `https://${name}.example.com/`);
    const [before = '', theirs = ''] = urls;
    touch(emulator, { externalAppointmentUrl: before });
    const payload = { $meeting: SAMPLE_MEETING_ID, externalAppointmentUrl: before };
    const { uri } = await openPayload('kept.vappt.json', JSON.stringify(payload, null, 2));
    await reportOf(() => commands.executeCommand(COMMANDS.fetch, uri));
    const merge = async (): Promise<void> => {
      const { answer } = await beginMerge(uri);
      await answer('Write and Send');
    };
    const inFile = async (): Promise<string> => (await workspace.openTextDocument(uri)).getText();

    touch(emulator, { externalAppointmentUrl: theirs });
    await reportOf(() => commands.executeCommand(COMMANDS.send, uri));
    emulator.setFaults({ queue: [{ match: { method: 'PATCH' }, status: 403 }] });
    await merge();
    assert.ok((await inFile()).includes(theirs));
    // Somebody takes it back: what came from the server is no change of the file, which would undo that.
    touch(emulator, { externalAppointmentUrl: before });
    await merge();
    assert.ok((await inFile()).includes(before));
    assert.deepEqual(writes(emulator), ['PATCH 412', 'PATCH 403', 'PATCH 204']);
    assert.equal(emulator.state().meetings[0]?.appointment?.entity.externalAppointmentUrl, before);
  });

  it('merges of files with the same name have documents of their own, about their payloads', async () => {
    const { documents } = await services();
    const opened: Record<string, Uri[]> = {};
    for (const side of ['east', 'west']) {
      const folder = await folderOf(side, {
        'same.vappt.json': samplePayload({ externalAppointmentId: side }),
      });
      const payload = await workspace.openTextDocument(Uri.joinPath(folder, 'same.vappt.json'));
      const uris: Uri[] = (opened[side] = []);
      const document = parsePayload(payload.getText());
      const mine = bodyValue(document);
      const theirs = { etag: 'W/"1"', appointment: { externalAppointmentId: `${side} server` }, readAt: 0 };
      const merged = () => ({
        merge: mergePayload({ base: undefined, mine, theirs: theirs.appointment }),
        edits: [],
      });
      await openMergeEditor(
        Object.assign(Object.create(documents) as typeof documents, {
          provide: (...args: Parameters<typeof documents.provide>) => {
            const uri = documents.provide(...args);
            uris.push(uri);
            return uri;
          },
        }),
        payload,
        'same.vappt.json',
        {
          round: 1,
          base: theirs,
          theirs,
          document,
          ...merged(),
          again: merged,
          keep: () => Promise.resolve(),
        },
      );
    }
    const { east = [], west = [] } = opened;
    const textsOf = async (uris: readonly Uri[]): Promise<string[]> =>
      await Promise.all(
        uris.map(async (uri) => {
          const text = (await workspace.openTextDocument(uri)).getText();
          return (JSON.parse(text) as { externalAppointmentId: string }).externalAppointmentId;
        }),
      );
    assert.deepEqual(await textsOf(east), ['east server', 'east server', 'east']);
    assert.deepEqual(await textsOf(west), ['west server', 'west server', 'west']);
    assert.deepEqual(
      [...east, ...west].map((uri) => payloadBehind(uri)?.path.slice(workspaceFolder().path.length)),
      ['east', 'east', 'east', 'west', 'west', 'west'].map((side) => `/${side}/same.vappt.json`),
    );
    await commands.executeCommand('workbench.action.closeAllEditors');
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
