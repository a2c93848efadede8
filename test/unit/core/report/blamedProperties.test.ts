import assert from 'node:assert/strict';
import { readReply } from '../../../../src/core/graph/reply';
import { parsePayload } from '../../../../src/core/payload/parse';
import { blamedProperties } from '../../../../src/core/report/blamedProperties';

const PAYLOAD = `{
  "$meeting": "MSo*1=",
  "settings": { "allowClientToJoinUsingBrowser": "maybe" },
  "appointmentClients": [{ "emailAddress": "a@example.com" }, { "emailAddress": 5 }],
  "externalAppointmentId": "message"
}`;

function blamed(error: unknown, payload = PAYLOAD): string[] {
  const document = parsePayload(payload);
  const reply = readReply({ status: 400, headers: {}, body: JSON.stringify({ error }), cutShort: false });
  return blamedProperties(document, reply).map(
    ({ offset, length }) =>
      `${payload.slice(0, offset).split('\n').length} ${payload.slice(offset, offset + length)}`,
  );
}

describe('blamedProperties', () => {
  it('finds what the message names, at every place', () => {
    assert.deepEqual(blamed({ message: "Cannot convert a value of 'allowClientToJoinUsingBrowser'." }), [
      '3 "allowClientToJoinUsingBrowser"',
    ]);
    assert.deepEqual(blamed({ message: 'Invalid emailAddress' }), ['4 "emailAddress"', '4 "emailAddress"']);
    assert.deepEqual(blamed({ message: 'microsoft.graph.virtualAppointment.externalAppointmentId' }), [
      '5 "externalAppointmentId"',
    ]);
  });

  it('finds what a target names, by its path where it has one', () => {
    const payload = PAYLOAD;
    const second = payload.lastIndexOf('"emailAddress"');
    const document = parsePayload(payload);
    for (const target of ['appointmentClients[1].emailAddress', 'appointmentClients/1/emailAddress']) {
      const body = JSON.stringify({ error: { message: 'No.', details: [{ target }] } });
      const reply = readReply({ status: 400, headers: {}, body, cutShort: false });
      assert.deepEqual(blamedProperties(document, reply), [
        { offset: second, length: '"emailAddress"'.length },
      ]);
    }
    assert.deepEqual(blamed({ message: 'No.', target: 'settings' }), ['3 "settings"']);
  });

  it('finds what the message of a detail names', () => {
    assert.deepEqual(
      blamed({ message: 'Several problems', details: [{ message: 'externalAppointmentId is too long' }] }),
      ['5 "externalAppointmentId"'],
    );
  });

  it('control: finds nothing in values, directives, parts of names and answers that name nothing', () => {
    assert.deepEqual(blamed({ message: 'The message is bad. $meeting, meeting, Appointment' }), []);
    assert.deepEqual(blamed({ message: 'externalAppointmentIdentifier' }), []);
    assert.deepEqual(blamed({ message: 'See id', code: '' }, '{ "id": "1" }'), []);
    assert.deepEqual(blamed('html'), []);
  });

  it('control: a body that is no error blames nothing', () => {
    const reply = readReply({ status: 400, headers: {}, body: '<html>', cutShort: false });
    assert.deepEqual(blamedProperties(parsePayload(PAYLOAD), reply), []);
  });
});
