import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { COMMANDS } from '../../src/manifest';
import { discardEditor } from './support/editor';
import { freshEmulator } from './support/extension';
import { openPayload } from './support/payloads';
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
});
