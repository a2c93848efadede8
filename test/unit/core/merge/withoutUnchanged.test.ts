import assert from 'node:assert/strict';
import { applyPatch, changedPaths } from '../../../../src/core/graph/appointment';
import { previewChanges } from '../../../../src/core/merge/previewChanges';
import { withoutUnchanged } from '../../../../src/core/merge/withoutUnchanged';

describe('withoutUnchanged', () => {
  const state = {
    externalAppointmentId: '1',
    externalAppointmentUrl: 'https://a.example.com/',
    settings: { allowClientToJoinUsingBrowser: true },
    appointmentClients: [{ displayName: 'A' }],
  };

  it('leaves out what the server has already, and comes to the same', () => {
    const body = { ...state, externalAppointmentId: '2' };
    const less = withoutUnchanged(body, previewChanges(state, body));
    assert.deepEqual(less, { externalAppointmentId: '2' });
    assert.deepEqual(changedPaths(applyPatch(state, less), applyPatch(state, body)), []);
  });

  it('looks into complex values, and keeps a list of clients whole', () => {
    const body = {
      settings: { allowClientToJoinUsingBrowser: true, future: 1 },
      appointmentClients: [{ displayName: 'A' }, { displayName: 'B' }],
    };
    assert.deepEqual(withoutUnchanged(body, previewChanges(state, body)), {
      settings: { future: 1 },
      appointmentClients: body.appointmentClients,
    });
  });

  it('control: without a change everything goes, with nothing known nothing does', () => {
    assert.deepEqual(withoutUnchanged(state, previewChanges(state, state)), {});
    assert.deepEqual(withoutUnchanged(state, previewChanges({}, state)), state);
  });
});
