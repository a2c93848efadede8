import assert from 'node:assert/strict';
import { commands, type TreeItem, Uri, workspace } from 'vscode';
import { DEFAULT_USER, SAMPLE_MEETING_ID } from '../../src/emulator/constants';
import { COMMANDS, VIEWS } from '../../src/manifest';
import { createLists, type Lists } from '../../src/vscode/view';
import { meetingKey, PayloadFiles } from '../../src/vscode/view/payloadFiles';
import type { Services } from '../../src/vscode/services';
import { freshEmulator, services } from './support/extension';
import { folderOf, openPayload, samplePayload } from './support/payloads';
import { reportOf } from './support/report';

const shown = (items: readonly TreeItem[]): string[] =>
  items.map(({ label, description }) => `${typeof label === 'string' ? label : ''}: ${String(description)}`);
const contexts = (items: readonly TreeItem[]): (string | undefined)[] =>
  items.map(({ contextValue }) => contextValue);

describe('the views of the activity bar', () => {
  let parts: Services;
  let lists: Lists;
  beforeEach(async () => {
    await freshEmulator();
    parts = await services();
    await parts.bases.forgetCloud('emulator');
    await parts.history.clear();
    lists = createLists(parts);
  });
  afterEach(() => {
    lists.dispose();
  });

  it('say where payloads go and as whom, and whether the emulator runs', async () => {
    const { root } = await parts.emulator.endpoint();
    const items = await lists.overview();
    assert.deepEqual(
      items.map(({ label, description }) => [label, description]),
      [
        ['To the local emulator', undefined],
        ['As the emulator user', undefined],
        ['Emulator', `on port ${new URL(root).port}`],
      ],
    );
    assert.deepEqual(
      items.map(({ accessibilityInformation }) => accessibilityInformation?.label),
      [
        'To the local emulator, nothing leaves this machine',
        'As the emulator user, no sign-in needed',
        `Emulator, running at ${root.replace('http://', '')}`,
      ],
    );
    let changes = 0;
    const listener = parts.onDidChangeState(() => (changes += 1));
    await commands.executeCommand(COMMANDS.stopEmulator);
    listener.dispose();
    assert.ok(changes > 0, 'Nothing would refresh the view.');
    assert.equal((await lists.overview()).at(-1)?.contextValue, 'vappt.emulator.stopped');
    assert.equal(parts.emulator.isRunning, false, 'Looking has started it.');
  });

  it('list an appointment that was read with its file, and what its tag is worth', async () => {
    assert.deepEqual(await lists.appointments(), []);
    const { uri } = await openPayload('listed.vappt.json', samplePayload());
    await reportOf(() => commands.executeCommand(COMMANDS.fetch, uri));
    const [fresh] = await lists.appointments();
    assert.match(shown(fresh === undefined ? [] : [fresh])[0] ?? '', /^listed: tag fresh$/);
    assert.equal(fresh?.contextValue, 'vappt.appointment.fresh.file.here');
    assert.equal(fresh.command?.command, 'vscode.open');
    assert.match(fresh.accessibilityInformation?.label ?? '', /^listed, tag fresh/);

    (await parts.emulator.start()).touch({ meetingId: SAMPLE_MEETING_ID });
    await reportOf(() => commands.executeCommand(COMMANDS.send, uri));
    assert.deepEqual(contexts(await lists.appointments()), ['vappt.appointment.stale.file.here']);
    assert.match(
      shown(lists.history()).join(),
      /^listed: conflict · 412 · /,
      'The send is not in the history.',
    );

    // Another name for the same appointment: no file of the workspace says this user.
    await parts.bases.set(
      JSON.stringify(['emulator', 'me:nobody-here', 'no-file-is-about-it']),
      parts.bases.get(JSON.stringify(['emulator', 'me:emulator', SAMPLE_MEETING_ID])) ?? assert.fail(),
    );
    assert.ok(contexts(await lists.appointments()).includes('vappt.appointment.stale'));
  });

  it('follow a file that is changed, and a folder that is gone', async () => {
    const folder = await folderOf('followed', { 'a.vappt.json': samplePayload({ $meeting: 'x' }) });
    const uri = Uri.joinPath(folder, 'a.vappt.json');
    const files = new PayloadFiles(() => {
      told();
    });
    let told = (): void => undefined;
    const mine = (meetingId: string): string => meetingKey({ user: 'me', meetingId });
    /** Asks after all news, as the view does: VS Code tells of what was written before, too. */
    const until = async (isThere: (meetings: ReadonlyMap<string, Uri>) => boolean): Promise<void> => {
      for (;;) {
        const news = new Promise<void>((resolve) => {
          told = resolve;
        });
        if (isThere(await files.byMeeting())) return;
        await news;
      }
    };
    assert.equal((await files.byMeeting()).get(mine('x'))?.path, uri.path);
    const changed = new TextEncoder().encode(samplePayload({ $meeting: 'y' }));
    await workspace.fs.writeFile(uri, changed);
    await until((meetings) => !meetings.has(mine('x')) && meetings.get(mine('y'))?.path === uri.path);
    await workspace.fs.delete(folder, { recursive: true });
    await until((meetings) => !meetings.has(mine('y')));
    files.dispose();
  });

  it('fetch and forget the very appointment of an item, also where no file is about it', async () => {
    const emulator = await parts.emulator.start();
    const meetingId = Buffer.from('1*ab*0**19:meeting_unfiled@thread.v2').toString('base64');
    emulator.addMeeting({ id: meetingId, appointment: true });
    await parts.bases.set(JSON.stringify(['emulator', DEFAULT_USER.id, meetingId]), {
      base: { etag: 'W/"old"', appointment: {}, readAt: 0 },
    });
    const [item] = await lists.appointments();
    assert.equal(item?.contextValue, 'vappt.appointment.fresh.here');
    assert.match(await reportOf(() => commands.executeCommand(COMMANDS.fetch, item)), /200 OK: read/);
    assert.equal(parts.bases.keys().length, 1);

    await commands.executeCommand(COMMANDS.forgetBase, (await lists.appointments())[0]);
    assert.deepEqual(await lists.appointments(), []);
    assert.deepEqual(parts.bases.keys(), []);
  });

  it('are there, each under its own name', async () => {
    const all = await commands.getCommands(true);
    for (const view of Object.values(VIEWS)) assert.ok(all.includes(`${view}.focus`), view);
  });
});
