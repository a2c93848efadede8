import assert from 'node:assert/strict';
import { withOwnChanges } from '../../../../src/core/merge/ownChanges';

const client = (name: string, displayName = name): object => ({
  displayName,
  emailAddress: `${name.toLowerCase()}@example.com`,
});

describe('withOwnChanges', () => {
  it('puts on the base what the send has changed, and nothing of what it has found', () => {
    const base = {
      id: 'i',
      externalAppointmentId: '1',
      externalAppointmentUrl: 'u1',
      settings: { a: 1, b: 1 },
    };
    const theirs = { ...base, externalAppointmentUrl: 'u2', settings: { a: 1, b: 2 }, later: 1 };
    const sent = { externalAppointmentId: '2', externalAppointmentUrl: 'u2', settings: { a: 3, b: 2 } };
    assert.deepEqual(withOwnChanges(base, theirs, sent), {
      ...base,
      externalAppointmentId: '2',
      settings: { a: 3, b: 1 },
    });
  });

  it('does so person by person', () => {
    const base = { appointmentClients: [client('Ann'), client('Cid')] };
    const theirs = { appointmentClients: [client('Ann', 'Annie'), client('Bob'), client('Cid')] };
    const sent = {
      appointmentClients: [client('Ann', 'Annie'), client('Bob'), client('Cid', 'Cyd'), client('Eve')],
    };
    assert.deepEqual(withOwnChanges(base, theirs, sent), {
      appointmentClients: [client('Ann'), client('Cid', 'Cyd'), client('Eve')],
    });
  });

  it('counts what the send says where others have changed it too', () => {
    const base = { externalAppointmentId: '1' };
    assert.deepEqual(withOwnChanges(base, { externalAppointmentId: '2' }, { externalAppointmentId: '3' }), {
      externalAppointmentId: '3',
    });
  });
});
