import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { shortId } from '../../src/core/graph/shortId';
import { SAMPLE_MEETING_ID } from '../../src/emulator/constants';
import { COMMANDS } from '../../src/manifest';
import { recentMeetings } from '../../src/vscode/commands/recentMeetings';
import { discardEditor } from './support/editor';
import { freshEmulator, services } from './support/extension';
import { openPayload, samplePayload } from './support/payloads';
import { reportOf } from './support/report';

describe('Select Meeting', () => {
  afterEach(discardEditor);

  it('looks up a join link or a number, and writes the id in one undo step', async () => {
    const emulator = await freshEmulator();
    const { id, joinWebUrl, joinMeetingId } = emulator.addMeeting({ subject: 'Check-up' });
    for (const lookup of [
      { by: 'joinWebUrl', value: joinWebUrl },
      { by: 'joinMeetingId', value: joinMeetingId },
    ]) {
      const text = JSON.stringify({ $meeting: lookup.value, externalAppointmentId: '1' }, null, 2);
      const document = await openPayload(`${lookup.by}.vappt.json`, text);
      await commands.executeCommand(COMMANDS.selectMeeting, document.uri, lookup);
      assert.equal((JSON.parse(document.getText()) as { $meeting: string }).$meeting, id);
      await commands.executeCommand('undo');
      assert.equal(document.getText(), text);
      await discardEditor();
    }
  });

  it('leaves the file alone when there is no such meeting', async () => {
    await freshEmulator();
    const text = '{ "$meeting": "000000000000" }';
    const document = await openPayload('lookup.vappt.json', text);
    const report = await reportOf(() =>
      commands.executeCommand(COMMANDS.selectMeeting, document.uri, {
        by: 'joinMeetingId',
        value: '000000000000',
      }),
    );
    assert.match(report, /No such meeting/);
    assert.equal(document.getText(), text);
  });

  it('offers the meetings whose appointments were read, by the file that was sent, the last one first', async () => {
    const emulator = await freshEmulator();
    const parts = await services();
    await parts.bases.forgetCloud('emulator');
    await parts.history.clear();
    const { id } = emulator.addMeeting({ subject: 'Check-up', appointment: true });
    const earlier = await openPayload('recentEarlier.vappt.json', samplePayload({ $meeting: id }));
    await reportOf(() => commands.executeCommand(COMMANDS.fetch, earlier.uri));
    const later = await openPayload('recentLater.vappt.json', samplePayload());
    await reportOf(() => commands.executeCommand(COMMANDS.send, later.uri));
    assert.deepEqual(
      recentMeetings(parts, 'emulator').map((meeting) => [meeting.id, meeting.label]),
      [
        [SAMPLE_MEETING_ID, 'recentLater.vappt.json'],
        [id, shortId(id)],
      ],
    );
    assert.deepEqual(recentMeetings(parts, 'global'), []);
  });
});
