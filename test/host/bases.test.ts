import assert from 'node:assert/strict';
import { commands, type Uri } from 'vscode';
import { DEFAULT_USER, SAMPLE_MEETING_ID } from '../../src/emulator/constants';
import type { Emulator } from '../../src/emulator/index';
import { COMMANDS } from '../../src/manifest';
import { EMULATOR_ACCOUNT } from '../../src/node/emulatorTokens';
import { beginRun } from '../../src/vscode/bulk/beginRun';
import { checkFile } from '../../src/vscode/bulk/checkFile';
import { freshEmulator, services } from './support/extension';
import { openPayload, samplePayload } from './support/payloads';
import { reportOf } from './support/report';

describe('what was read', () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await freshEmulator();
  });

  it('is what the next send builds on, until it is forgotten', async () => {
    const { uri } = await openPayload('bases.vappt.json', samplePayload());
    const send = async (): Promise<string> =>
      await reportOf(() => commands.executeCommand(COMMANDS.send, uri));
    await reportOf(() => commands.executeCommand(COMMANDS.fetch, uri));
    assert.match(await send(), /\(stored when it was read\)/);
    // The send has read the appointment again and stored its new tag.
    assert.match(await send(), /\(stored when it was read\)/);

    await commands.executeCommand(COMMANDS.forgetBase, uri);
    assert.match(await send(), /\(read just before\)/);

    await commands.executeCommand(COMMANDS.forgetBase, uri);
    await commands.executeCommand(COMMANDS.forgetBase, uri);
  });

  it('for one payload is not what another one of the same appointment was made from', async () => {
    const theirs = 'https://example.com/theirs';
    const members = { externalAppointmentUrl: 'https://example.com/mine' };
    const first = await openPayload('first.vappt.json', samplePayload(members));
    const second = await openPayload('second.vappt.json', samplePayload(members));
    const send = async (uri: Uri): Promise<string> =>
      await reportOf(() => commands.executeCommand(COMMANDS.send, uri));
    const entity = (): unknown => emulator.state().meetings[0]?.appointment?.entity['externalAppointmentUrl'];
    // What they write themselves is no news to the other one.
    for (const { uri } of [first, second, first, second])
      assert.match(await send(uri), /204 No Content: saved/);

    emulator.touch({ changes: { externalAppointmentUrl: theirs } });
    await reportOf(() => commands.executeCommand(COMMANDS.fetch, first.uri));
    assert.match(await send(second.uri), /412 .+somebody else[^]*: externalAppointmentUrl\./);
    const all = await services();
    const file = await checkFile(second.uri);
    assert.ok('plan' in file);
    await reportOf(() => beginRun(all, { files: [file], account: EMULATOR_ACCOUNT, known: [] }));
    const { results } = await all.bulk();
    assert.deepEqual([results.all.map(({ outcome }) => outcome), entity()], [['conflict'], theirs]);
    await commands.executeCommand(COMMANDS.clearResults);

    await reportOf(() => commands.executeCommand(COMMANDS.fetch, second.uri));
    assert.match(await send(second.uri), /204 No Content: saved/);
    assert.match(await send(first.uri), /204 No Content: saved/);
  });

  it('belongs to a user and a meeting', async () => {
    const { uri } = await openPayload('mine.vappt.json', samplePayload());
    await reportOf(() => commands.executeCommand(COMMANDS.fetch, uri));

    const meetingId = Buffer.from('1*ab*0**19:meeting_other@thread.v2').toString('base64');
    assert.match(meetingId, /=$/);
    emulator.addMeeting({ id: meetingId, appointment: true });
    const other = await openPayload('other.vappt.json', samplePayload({ $meeting: meetingId }));
    assert.match(
      await reportOf(() => commands.executeCommand(COMMANDS.send, other.uri)),
      /\(read just before\)/,
    );

    const members = { $user: DEFAULT_USER.id, externalAppointmentId: 'by id' };
    const byId = await openPayload('byId.vappt.json', samplePayload(members));
    const report = await reportOf(() => commands.executeCommand(COMMANDS.send, byId.uri));
    assert.match(report, /\(read just before\)/);
    assert.match(report, /204 No Content: saved/);
    const patch = emulator.log().findLast(({ method }) => method === 'PATCH');
    assert.equal(
      patch?.path,
      `/beta/users/${DEFAULT_USER.id}/onlineMeetings/${SAMPLE_MEETING_ID}/virtualAppointment`,
    );
  });
});
