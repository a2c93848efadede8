import assert from 'node:assert/strict';
import { looseMembers } from '../../../../src/core/import/looseMembers';

/** The body of the documentation's last page as text: every line that held nothing but braces is gone. */
const PAGE = `    "@odata.type": "#microsoft.graph.virtualAppointment",
    "settings": {
        "@odata.type": "microsoft.graph.virtualAppointmentSettings",
        "allowClientToJoinUsingBrowser": "true"
    "appointmentClients": [
            "@odata.type": "microsoft.graph.virtualAppointmentUser",
            "displayName": "Client A"
    "externalAppointmentId": "AAMk="`;
const VALUE = {
  '@odata.type': '#microsoft.graph.virtualAppointment',
  settings: {
    '@odata.type': 'microsoft.graph.virtualAppointmentSettings',
    allowClientToJoinUsingBrowser: 'true',
  },
  appointmentClients: [{ '@odata.type': 'microsoft.graph.virtualAppointmentUser', displayName: 'Client A' }],
  externalAppointmentId: 'AAMk=',
};

function restored(text: string): unknown {
  const result = looseMembers(text);
  assert.equal(result.kind, 'restored', text);
  return JSON.parse(result.text) as unknown;
}

describe('members that have lost their braces', () => {
  it('are an object again, whatever they are indented with', () => {
    const indented = (by: (depth: number) => string): string =>
      PAGE.replace(/^ +/gm, (spaces) => by(spaces.length / 4));
    for (const by of [
      (depth: number) => ' '.repeat(depth * 4),
      (depth: number) => '\t'.repeat(depth),
      (depth: number) => '  '.repeat(depth - 1),
      (depth: number) => `   ${'\t'.repeat(depth)}`,
      // All of it gone: the names of the resource tell.
      () => '',
      () => '\t',
    ]) {
      assert.deepEqual(restored(indented(by)), VALUE);
    }
  });

  it('are an object again where the selection began in the middle of a line', () => {
    assert.deepEqual(restored(PAGE.trimStart()), VALUE);
    assert.deepEqual(
      restored(
        '"settings": {\n        "allowClientToJoinUsingBrowser": true\n    "externalAppointmentId": "1"',
      ),
      {
        settings: { allowClientToJoinUsingBrowser: true },
        externalAppointmentId: '1',
      },
    );
  });

  it('only need a pair around them where nothing else is missing', () => {
    const text = '  "a": 1.50,\n  // kept\n  "b": { "c": [] }';
    assert.deepEqual(looseMembers(text), { kind: 'restored', text: `{\n${text}\n}`, more: false });
  });

  it('can be several clients: the comma that is missing parts them', () => {
    const text = [
      '    "appointmentClients": [',
      '            "displayName": "A",',
      '            "emailAddress": "a@example.com"',
      '            "displayName": "B"',
      '            "displayName": "C"',
      '    "id": "1"',
    ];
    const clients = [
      { displayName: 'A', emailAddress: 'a@example.com' },
      { displayName: 'B' },
      { displayName: 'C' },
    ];
    assert.deepEqual(restored(text.join('\n')), { appointmentClients: clients, id: '1' });
    assert.deepEqual(restored(text.map((line) => line.trim()).join('\n')), {
      appointmentClients: clients,
      id: '1',
    });
    assert.deepEqual(restored(text.slice(0, -1).join('\n')), { appointmentClients: clients });
  });

  it('end where prose begins', () => {
    const result = looseMembers(`${PAGE}\n\n\nThe following example shows the response.\n`);
    assert.ok(result.kind === 'restored' && result.more);
  });

  it('keep numbers and escapes as they are written', () => {
    const result = looseMembers('  "a": {\n    "b": 1.50,\n    "c": "\\u0041"\n  "d": 12345678901234567890');
    assert.ok(result.kind === 'restored');
    assert.match(result.text, /"b": 1\.50,\n {4}"c": "\\u0041"\n {2}\},\n {2}"d": 12345678901234567890\n\}$/);
  });

  it('keep no lines that hold nothing but some of the brackets', () => {
    for (const closing of ['  }', '  },', '  {\n  }']) {
      const result = looseMembers(`  "a": {\n    "b": 1\n${closing}\n  "c": {\n    "d": 2`);
      assert.ok(result.kind === 'restored', closing);
      assert.deepEqual(JSON.parse(result.text), { a: { b: 1 }, c: { d: 2 } });
    }
  });

  for (const [why, text] of Object.entries({
    'a comma is missing where no list is open': '  "a": 1\n  "b": 2',
    'a comma says that the object goes on, and the indentation that it ends':
      '  "a": {\n    "b": 1,\n  "c": 2',
    'a line is deeper than the one before for no reason': '  "a": 1,\n    "b": {\n      "c": 1\n  "d": 1',
    'a line stands between two levels': '  "a": {\n      "b": 1\n    "c": 2',
    'tabs and spaces do not compare': '  "a": {\n\t"b": 1\n  "c": 2',
    'a name comes twice in one object': '  "a": {\n    "b": 1,\n    "b": 2\n  "c": 3',
    'nothing follows what was opened': '  "a": 1,\n  "b": {',
    'the level of a name is not known, and there is no indentation': '"a": {\n"b": 1\n"c": 2',
    'the body goes on with something else': '  "a": 1,\nb: 2',
    'a value is cut': '  "a": {\n    "b": "x\n  "c": 2',
    'two values stand in one line': '  "a": {\n    "b": 1 2\n  "c": 2',
  })) {
    it(`are refused where ${why}`, () => {
      assert.equal(looseMembers(text).kind, 'ambiguous');
    });
  }
});
