import assert from 'node:assert/strict';
import { compareDocuments } from '../../../../src/core/merge/compareDocuments';
import { previewChanges } from '../../../../src/core/merge/previewChanges';

const ANN = { displayName: 'Ann', emailAddress: 'ann@x.example' };
const BOB = { displayName: 'Bob' };
const STATE = {
  id: 'i',
  appointmentClients: [ANN, BOB],
  externalAppointmentId: 'ext-1',
  externalAppointmentUrl: null,
  settings: { allowClientToJoinUsingBrowser: true, later: 1 },
};

describe('previewChanges', () => {
  const CASES: Readonly<Record<string, readonly [body: Record<string, unknown>, ...string[][]]>> = {
    'an empty body': [{}, [], [], []],
    'values new and old': [
      { externalAppointmentId: 'ext-2', externalAppointmentUrl: null, id: 'x', '@odata.type': 't' },
      ['externalAppointmentId'],
      ['externalAppointmentUrl'],
      [],
    ],
    'members of the settings': [
      { settings: { allowClientToJoinUsingBrowser: 'true', later: 2 } },
      ['settings.later'],
      ['settings.allowClientToJoinUsingBrowser'],
      [],
    ],
    'the same people': [{ appointmentClients: [ANN, BOB] }, [], ['appointmentClients'], []],
    'the same people in another order': [{ appointmentClients: [BOB, ANN] }, ['appointmentClients'], [], []],
    'one changed, one new, one gone': [
      { appointmentClients: [{ displayName: 'Cid' }, { ...ANN, displayName: 'Anna' }] },
      ['appointmentClients[0]', 'appointmentClients[1].displayName'],
      [],
      ['appointmentClients[1]'],
    ],
    'all gone': [
      { appointmentClients: null },
      ['appointmentClients'],
      [],
      ['appointmentClients[0]', 'appointmentClients[1]'],
    ],
    'entries that are no people': [
      { appointmentClients: [ANN, BOB, 'x'] },
      ['appointmentClients[2]'],
      [],
      [],
    ],
  };
  const ADDED: Readonly<Record<string, readonly string[]>> = {
    'one changed, one new, one gone': ['appointmentClients[0]'],
    'entries that are no people': ['appointmentClients[2]'],
  };
  for (const [name, [body, changed, unchanged, vanishing]] of Object.entries(CASES)) {
    it(name, () => {
      const { added, ...rest } = previewChanges(STATE, body);
      assert.deepStrictEqual(rest, { changed, unchanged, vanishing });
      assert.deepStrictEqual(added, ADDED[name] ?? []);
    });
  }
});

describe('compareDocuments', () => {
  it('differs only in what the patch changes, whatever order the properties have', () => {
    const { server, after } = compareDocuments(
      {
        zone: 'z',
        settings: STATE.settings,
        externalAppointmentId: 'ext-1',
        appointmentClients: [ANN],
        id: 'i',
      },
      {
        settings: { allowClientToJoinUsingBrowser: false },
        appointmentClients: [{ emailAddress: 'ann@x.example', displayName: 'Ann' }],
      },
    );
    assert.equal(
      server,
      `{
  "id": "i",
  "appointmentClients": [
    {
      "displayName": "Ann",
      "emailAddress": "ann@x.example"
    }
  ],
  "externalAppointmentId": "ext-1",
  "settings": {
    "allowClientToJoinUsingBrowser": true,
    "later": 1
  },
  "zone": "z"
}
`,
    );
    assert.equal(after, server.replace('true', 'false'));
  });
});
