import assert from 'node:assert/strict';
import { valueOnServer } from '../../../../src/core/merge/valueOnServer';
import { parsePayload } from '../../../../src/core/payload/parse';

const BASE = {
  etag: 'W/"1"',
  readAt: 0,
  appointment: {
    externalAppointmentId: '1',
    settings: { allowClientToJoinUsingBrowser: true },
    appointmentClients: [
      { emailAddress: 'a@example.com', displayName: 'A' },
      { emailAddress: 'b@example.com', displayName: 'B' },
    ],
  },
};

describe('valueOnServer', () => {
  const payload = parsePayload(
    '{ "appointmentClients": [{ "emailAddress": "b@example.com" }, { "emailAddress": "new@example.com" }] }',
  );

  it('finds a value by its path, and nothing where there is none', () => {
    assert.equal(valueOnServer(payload, ['externalAppointmentId'], BASE), '1');
    assert.equal(valueOnServer(payload, ['settings', 'allowClientToJoinUsingBrowser'], BASE), true);
    assert.equal(valueOnServer(payload, ['externalAppointmentUrl'], BASE), undefined);
    assert.equal(valueOnServer(payload, ['settings', 'x', 'y'], BASE), undefined);
  });

  it('finds a client where that person stands on the server', () => {
    assert.equal(valueOnServer(payload, ['appointmentClients', 0, 'displayName'], BASE), 'B');
    assert.equal(valueOnServer(payload, ['appointmentClients', 1, 'displayName'], BASE), undefined);
  });

  it('goes by the place while the payload is half typed', () => {
    const half = parsePayload('{ "appointmentClients": [{ "emailAddress": ');
    assert.equal(valueOnServer(half, ['appointmentClients', 0, 'displayName'], BASE), 'A');
  });
});
