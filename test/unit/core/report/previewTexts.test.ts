import assert from 'node:assert/strict';
import type { PlannedChanges } from '../../../../src/core/merge/previewChanges';
import { previewTexts } from '../../../../src/core/report/previewTexts';
import { english } from '../../../../src/core/text';

const NOTHING: PlannedChanges = { changed: [], added: [], unchanged: [], vanishing: [] };

describe('what a preview says will change', () => {
  const words = (changes: Partial<PlannedChanges>): string[] =>
    previewTexts({ ...NOTHING, ...changes }).map(english);

  it('nothing, when the server has all of it', () => {
    assert.deepEqual(words({ unchanged: ['settings'] }), [
      'Nothing will change: the server had all of this when it was read.',
      'The same on the server already, and could be left out: settings.',
    ]);
  });

  it('only who will be gone, when that is all', () => {
    assert.deepEqual(words({ vanishing: ['appointmentClients[1]'] }), [
      'Will be gone from the server, because its list of clients is replaced by the file’s: appointmentClients[1] (server).',
    ]);
  });

  it('who is new apart from who is gone, though both have the same place', () => {
    const place = 'appointmentClients[0]';
    assert.deepEqual(words({ changed: [place], added: [place], vanishing: [place] }), [
      'New clients: appointmentClients[0].',
      'Will be gone from the server, because its list of clients is replaced by the file’s: appointmentClients[0] (server).',
    ]);
  });

  it('what changes before what need not be there', () => {
    const [first] = words({ changed: ['externalAppointmentId'], unchanged: ['settings'] });
    assert.equal(first, 'Will change: externalAppointmentId.');
  });
});
