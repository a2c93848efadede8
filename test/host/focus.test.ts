import assert from 'node:assert/strict';
import { commands, type TextEditor, ViewColumn, window, workspace } from 'vscode';
import { SAMPLE_MEETING_ID } from '../../src/emulator/constants';
import { COMMANDS, PREVIEW_SCHEME } from '../../src/manifest';
import { discardEditor } from './support/editor';
import { freshEmulator, writes } from './support/extension';
import { overheard } from './support/overheard';
import { openPayload, samplePayload } from './support/payloads';
import { reportOf } from './support/report';

/** Waits until VS Code takes an editor for the active one. */
async function activeWhere(
  isWanted: (editor: TextEditor | undefined) => boolean,
  action: () => Thenable<unknown>,
): Promise<void> {
  const active = new Promise<void>((resolve) => {
    const check = (editor: TextEditor | undefined): void => {
      if (!isWanted(editor)) return;
      subscription.dispose();
      resolve();
    };
    const subscription = window.onDidChangeActiveTextEditor(check);
    void action().then(() => {
      check(window.activeTextEditor);
    });
  });
  await active;
}

const focusOutput = async (): Promise<void> => {
  await activeWhere(
    (editor) => editor?.document.uri.scheme === 'output',
    () => commands.executeCommand('workbench.panel.output.focus'),
  );
};

describe('with the focus elsewhere', () => {
  afterEach(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('a command is about the one payload in view', async () => {
    const emulator = await freshEmulator();
    const { uri } = await openPayload('inView.vappt.json', samplePayload());
    await reportOf(() => commands.executeCommand(COMMANDS.fetch, uri));
    await focusOutput();
    await reportOf(() => commands.executeCommand(COMMANDS.send));
    assert.deepEqual(writes(emulator), ['PATCH 204']);
    await commands.executeCommand(COMMANDS.preview);
    assert.ok(
      window.visibleTextEditors.some(
        ({ document }) =>
          document.uri.scheme === PREVIEW_SCHEME && document.getText().includes(SAMPLE_MEETING_ID),
      ),
    );
  });

  it('a command is about the only payload, though a page lies over it', async () => {
    const emulator = await freshEmulator();
    await openPayload('beneath.vappt.json', samplePayload());
    await activeWhere(
      (editor) => editor === undefined,
      () => commands.executeCommand('workbench.action.openGlobalKeybindings'),
    );
    await reportOf(() => commands.executeCommand(COMMANDS.send));
    assert.deepEqual(writes(emulator), ['PATCH 204']);
  });

  it('a command before a comparison or a preview is about the payload behind it, whatever else is open', async () => {
    const emulator = await freshEmulator();
    await openPayload('other.vappt.json', samplePayload({ externalAppointmentId: 'other' }));
    const { uri } = await openPayload(
      'behind.vappt.json',
      samplePayload({ externalAppointmentId: 'behind' }),
    );
    await reportOf(() => commands.executeCommand(COMMANDS.fetch, uri));
    for (const [command, name] of [
      [COMMANDS.compare, '(after this patch).json'],
      [COMMANDS.preview, '(request).txt'],
    ] as const) {
      for (const isGiven of [false, true]) {
        await activeWhere(
          (editor) => editor?.document.uri.path.endsWith(name) === true,
          () => commands.executeCommand(command, uri),
        );
        // As the button in its title does.
        const page = isGiven ? window.activeTextEditor?.document.uri : undefined;
        if (isGiven) assert.equal(page?.scheme, PREVIEW_SCHEME);
        await reportOf(() => commands.executeCommand(COMMANDS.send, page));
      }
    }
    assert.deepEqual(writes(emulator), ['PATCH 204', 'PATCH 204', 'PATCH 204', 'PATCH 204']);
    assert.equal(emulator.state().meetings[0]?.appointment?.entity.externalAppointmentId, 'behind');
  });

  it('nobody guesses between two payloads, and a file in front that is no payload is none', async () => {
    const emulator = await freshEmulator();
    const left = await openPayload('left.vappt.json', samplePayload());
    const right = await openPayload('right.vappt.json', samplePayload());
    await window.showTextDocument(left, ViewColumn.One);
    await window.showTextDocument(right, ViewColumn.Two);
    const before = overheard().said.length;
    const refused = (): number =>
      overheard()
        .said.slice(before)
        .filter(({ text }) => text.includes('Open a payload file')).length;
    await focusOutput();
    await commands.executeCommand(COMMANDS.send);
    assert.equal(refused(), 1);

    const note = await workspace.openTextDocument({ language: 'plaintext', content: 'a note' });
    await activeWhere(
      (editor) => editor?.document === note,
      () => window.showTextDocument(note, ViewColumn.Two),
    );
    await commands.executeCommand(COMMANDS.send);
    assert.equal(refused(), 2);
    assert.deepEqual(writes(emulator), []);
    await discardEditor();
  });
});
