import assert from 'node:assert/strict';
import { undoneChanges } from '../../../../src/core/merge/undoneChanges';

const BASE = {
  externalAppointmentId: '1',
  settings: { allowClientToJoinUsingBrowser: true },
  appointmentClients: [{ emailAddress: 'a@example.com', displayName: 'A' }],
};

describe('undoneChanges', () => {
  it('names what the server has anew and the payload says as before, or otherwise', () => {
    const theirs = {
      externalAppointmentId: '2',
      settings: { allowClientToJoinUsingBrowser: false },
      appointmentClients: [
        { emailAddress: 'a@example.com', displayName: 'AA' },
        { emailAddress: 'b@example.com', displayName: 'B' },
      ],
    };
    assert.deepEqual(undoneChanges(BASE, BASE, theirs).sort(), [
      'appointmentClients',
      'externalAppointmentId',
      'settings',
    ]);
    assert.deepEqual(undoneChanges(BASE, { externalAppointmentId: '3' }, theirs), ['externalAppointmentId']);
  });

  it('names nothing that only the payload has changed, that both say, or that the payload leaves alone', () => {
    const theirs = { ...BASE, externalAppointmentId: '2' };
    assert.deepEqual(undoneChanges(BASE, { externalAppointmentId: '2' }, theirs), []);
    assert.deepEqual(undoneChanges(BASE, { settings: null, externalAppointmentUrl: 'x' }, theirs), []);
    assert.deepEqual(undoneChanges(BASE, { ...BASE, externalAppointmentId: '9' }, BASE), []);
  });
});
