import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { commands, ConfigurationTarget, env, type Uri, window, workspace, WorkspaceEdit } from 'vscode';
import { SAMPLE_MEETING_ID } from '../../src/emulator/constants';
import type { Emulator } from '../../src/emulator/index';
import { COMMANDS } from '../../src/manifest';
import { freshEmulator, services, writes } from './support/extension';
import { overheard } from './support/overheard';
import { openPayload, rewrite, samplePayload } from './support/payloads';
import { reportOf } from './support/report';

describe('sending', () => {
  let emulator: Emulator;

  beforeEach(async () => {
    emulator = await freshEmulator();
  });

  it('reports 204, then after a change by somebody else 412, and 204 after a fetch', async () => {
    const { uri } = await openPayload('story.vappt.json', samplePayload());
    const send = async (): Promise<string> =>
      await reportOf(() => commands.executeCommand(COMMANDS.send, uri));

    const saved = await send();
    assert.match(saved, /EMULATOR at http:\/\/127\.0\.0\.1:\d+/);
    assert.match(saved, /204 No Content: saved/);

    await commands.executeCommand(COMMANDS.touchEmulator);
    const refused = await send();
    assert.match(refused, /412 Precondition Failed: somebody else changed the appointment first/);
    assert.match(refused, /Changed on the server since it was read at .*: externalAppointmentId\./);

    // Pressing Send again does not overwrite what the report was about.
    assert.match(await send(), /412 Precondition Failed/);

    // After a fetch nothing stops it any more: it is said before.
    const fetched = await reportOf(() => commands.executeCommand(COMMANDS.fetch, uri));
    assert.match(fetched, /something else than what others have changed there: externalAppointmentId\./);
    const told = overheard().said.at(-1)?.text ?? '';
    assert.match(told, /200 OK: read.+Send Patch would undo that\..+Compare/);
    assert.match(await send(), /204 No Content: saved/);
    assert.deepEqual(writes(emulator), ['PATCH 204', 'PATCH 412', 'PATCH 412', 'PATCH 204']);
    const again = await reportOf(() => commands.executeCommand(COMMANDS.fetch, uri));
    assert.doesNotMatch(again, /others have changed/);
  });

  it('sends the open document, with its unsaved changes and without its directives', async () => {
    const document = await openPayload(
      'dirty.vappt.json',
      samplePayload({ externalAppointmentId: 'on disk' }),
    );
    const edit = new WorkspaceEdit();
    const at = document.getText().indexOf('on disk');
    edit.insert(document.uri, document.positionAt(at), 'not ');
    await workspace.applyEdit(edit);
    await reportOf(() => commands.executeCommand(COMMANDS.send, document.uri));
    const patch = emulator.log().find(({ method }) => method === 'PATCH');
    assert.deepEqual(JSON.parse(patch?.body ?? ''), { externalAppointmentId: 'not on disk' });
    assert.equal(document.isDirty, true);
    await commands.executeCommand('workbench.action.files.revert');
  });

  it('sends what is open even when the file is gone', async () => {
    const { uri } = await openPayload('deleted.vappt.json', samplePayload());
    const sending = reportOf(() => commands.executeCommand(COMMANDS.send, uri));
    await workspace.fs.delete(uri);
    assert.match(await sending, /204 No Content: saved/);
  });

  it('sends once when asked twice at once', async () => {
    const { uri } = await openPayload('twice.vappt.json', samplePayload());
    await reportOf(() =>
      Promise.all([commands.executeCommand(COMMANDS.send, uri), commands.executeCommand(COMMANDS.send, uri)]),
    );
    assert.deepEqual(writes(emulator), ['PATCH 204']);
  });

  const REFUSED: readonly (readonly [string, string])[] = [
    ['text that is not JSON', '{ "$meeting": '],
    ['an empty file', ''],
    ['a file of 5 MB', `{ "externalAppointmentId": "${'x'.repeat(5 * 1024 * 1024)}" }`],
    ['duplicate keys', `{ "$meeting": "${SAMPLE_MEETING_ID}", "settings": {}, "settings": null }`],
    ['an unknown directive', samplePayload({ $metting: 'x', externalAppointmentId: '1' })],
    ['an array', `[${samplePayload()}]`],
    ['a comment', samplePayload().replace('{', '{ // comment')],
    ['a meeting id with a slash', samplePayload({ $meeting: 'a/../b' })],
    ['a meeting id with a line break', samplePayload({ $meeting: 'a\r\nX: y' })],
    ['a tag with a line break', samplePayload({ $ifMatch: 'W/"a"\r\nX: y' })],
    ['a tag without quotes', samplePayload({ $ifMatch: 'W/abc' })],
  ];
  for (const [what, text] of REFUSED) {
    it(`sends nothing for ${what}`, async () => {
      const { uri } = await openPayload('refused.vappt.json', text);
      await commands.executeCommand(COMMANDS.send, uri);
      assert.deepEqual(
        emulator.log().filter(({ path }) => !path.startsWith('/_emulator')),
        [],
      );
      await commands.executeCommand('workbench.action.closeActiveEditor');
    });
  }

  it('finds out that it was saved when the answer gets lost', async () => {
    const { uri } = await openPayload('stopped.vappt.json', samplePayload());
    await reportOf(() => commands.executeCommand(COMMANDS.fetch, uri));
    emulator.setFaults({ queue: [{ match: { method: 'PATCH' }, times: 1, cut: 'afterApply' }] });
    const report = await reportOf(() => commands.executeCommand(COMMANDS.send, uri));
    assert.match(report, /No answer, but saved/);
    assert.deepEqual(writes(emulator), ['PATCH cut']);
  });

  it('creates in the emulator what a 404 was about', async () => {
    const { uri } = await openPayload('create.vappt.json', samplePayload({ $meeting: 'nobody-knows-it' }));
    assert.match(
      await reportOf(() => commands.executeCommand(COMMANDS.send, uri)),
      /404 Not Found: no such meeting or appointment/,
    );
    emulator.addMeeting({ id: 'nobody-knows-it' });
    assert.match(await reportOf(() => commands.executeCommand(COMMANDS.create, uri)), /201 Created: created/);
    assert.match(await reportOf(() => commands.executeCommand(COMMANDS.send, uri)), /204 No Content: saved/);
  });

  it('regression: nothing is created under the id of somebody else’s meeting', async () => {
    const { uri } = await openPayload(
      'others.vappt.json',
      samplePayload({ $user: '4b9b4a5e-1111-4222-8333-444455556666' }),
    );
    const report = await reportOf(() => commands.executeCommand(COMMANDS.send, uri));
    assert.match(report, /404 Not Found: somebody else’s meeting/);
    const told = overheard().said.findLast(({ text }) => text.includes('somebody else’s meeting'));
    assert.doesNotMatch(told?.text ?? '', /Create/);
  });

  it('the report of the payload in front can be copied', async () => {
    const { uri } = await openPayload('copied.vappt.json', samplePayload());
    const report = await reportOf(() => commands.executeCommand(COMMANDS.send, uri));
    await commands.executeCommand(COMMANDS.copyReport);
    const copied = await env.clipboard.readText();
    assert.match(copied, /204 No Content: saved/);
    assert.ok(report.includes(copied.trim().split('\n')[0] ?? '-'));
  });

  it('regression: what an old notification was about is not done to another appointment', async () => {
    const { id } = emulator.addMeeting({ appointment: true });
    const document = await openPayload('old.vappt.json', samplePayload());
    const { uri } = document;
    const earlier = { cloud: 'emulator', user: 'me', meetingId: SAMPLE_MEETING_ID };
    await rewrite(document, samplePayload({ $meeting: id, externalAppointmentId: 'ext-3' }));
    for (const command of [COMMANDS.overwrite, COMMANDS.send, COMMANDS.create, COMMANDS.merge]) {
      await commands.executeCommand(command, uri, earlier);
    }
    assert.deepEqual(writes(emulator), []);
    const told = overheard().said.filter(({ text }) => text.includes('about another appointment'));
    assert.equal(told.length, 4);
    await commands.executeCommand(COMMANDS.send, uri, { ...earlier, meetingId: id });
    assert.deepEqual(writes(emulator), ['PATCH 204']);
  });

  it('regression: a preview sends what it shows, or nothing', async () => {
    const document = await openPayload('shown.vappt.json', samplePayload());
    const preview = async (): Promise<Uri | undefined> => {
      await commands.executeCommand(COMMANDS.preview, document.uri);
      return window.activeTextEditor?.document.uri;
    };
    const page = await preview();
    await rewrite(document, samplePayload({ externalAppointmentId: 'ext-3' }));
    await commands.executeCommand(COMMANDS.send, page);
    await commands.executeCommand(COMMANDS.send);
    assert.deepEqual(writes(emulator), []);
    const told = overheard().said.filter(({ text }) => text.includes('another one now than this page shows'));
    assert.equal(told.length, 2);
    await commands.executeCommand(COMMANDS.send, await preview());
    assert.deepEqual(writes(emulator), ['PATCH 204']);
  });

  it('shows the request without sending it', async () => {
    const { uri } = await openPayload('preview.vappt.json', samplePayload());
    await commands.executeCommand(COMMANDS.preview, uri);
    const text = window.activeTextEditor?.document.getText() ?? '';
    const [changes = '', head = '', body = ''] = text.split('\n\n');
    assert.match(changes, /^# What will change is not known: fetch the appointment first/);
    assert.match(head, /^PATCH http:\/\/127\.0\.0\.1:\d+\/beta\/me\/onlineMeetings\//);
    assert.match(head, /Authorization: Bearer <token>/);
    assert.deepEqual(JSON.parse(body), { externalAppointmentId: 'ext-2' });
    assert.deepEqual(
      emulator.log().filter(({ path }) => !path.startsWith('/_emulator')),
      [],
    );
  });

  it('says so when the emulator’s port is taken', async () => {
    const { emulator: host } = await services();
    await host.stop();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const section = workspace.getConfiguration('vappt');
    await section.update('emulator.port', port, ConfigurationTarget.Global);
    try {
      await assert.rejects(host.start(), {
        name: 'EmulatorUnavailableError',
        message: /Port \{port\} is in use/,
      });
    } finally {
      await section.update('emulator.port', undefined, ConfigurationTarget.Global);
      other.close();
    }
    await host.start();
  });
});

describe('signing in with a pasted token', () => {
  it('is needed for a real cloud, and nothing goes out without it', async () => {
    const section = workspace.getConfiguration('vappt');
    await section.update('cloud', 'global', ConfigurationTarget.Global);
    // VS Code opens no modal dialog in a test.
    await section.update('send.confirmRealCloud', false, ConfigurationTarget.Global);
    try {
      const { uri } = await openPayload('global.vappt.json', samplePayload());
      const report = await reportOf(() => commands.executeCommand(COMMANDS.send, uri));
      assert.match(report, /https:\/\/graph\.microsoft\.com \(Global\)/);
      assert.match(report, /Not sent: no usable token/);
      assert.doesNotMatch(report, /request-id/);
    } finally {
      await section.update('cloud', undefined, ConfigurationTarget.Global);
      await section.update('send.confirmRealCloud', undefined, ConfigurationTarget.Global);
    }
  });
});
