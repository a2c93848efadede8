import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from 'jsonc-parser';
import { applyMerged, withEdits } from '../../../../src/core/merge/applyMerged';
import { mergePayload } from '../../../../src/core/merge/mergePayload';
import { bodyValue } from '../../../../src/core/payload/body';
import { readDirectives } from '../../../../src/core/payload/directives';
import { parsePayload } from '../../../../src/core/payload/parse';
import { tokens } from '../../../../src/core/payload/tokens';
import { triple } from '../../../support/appointments';
import { property, runs } from '../../../support/fuzz';

function edited(text: string, body: Record<string, unknown>): string {
  return applyEdits(text, applyMerged(parsePayload(text), body));
}

const lines = (...all: readonly string[]): string => all.join('\n');

describe('applyMerged', () => {
  const ANN = { displayName: 'Ann', emailAddress: 'ann@x.example' };
  const BOB = { displayName: 'Bob', emailAddress: 'bob@x.example' };
  const FILE = lines(
    '{',
    '  // where it goes',
    '  "$meeting": "M",',
    '  "appointmentClients": [ // who comes',
    '    { "displayName": "Ann", "emailAddress": "ann@x.example" }, // first',
    '    // Bob pays',
    '    { "displayName": "Bob", "emailAddress": "bob@x.example" } // second',
    '  ],',
    '  "externalAppointmentId": "ext-1" /* id */',
    '}',
    '',
  );

  const CASES: Readonly<Record<string, readonly [body: Record<string, unknown>, expected: string]>> = {
    'nothing to change': [{ appointmentClients: [ANN, BOB], externalAppointmentId: 'ext-1' }, FILE],
    'a value': [
      { appointmentClients: [ANN, BOB], externalAppointmentId: 'ext-2' },
      FILE.replace('ext-1', 'ext-2'),
    ],
    'a member of a person': [
      { appointmentClients: [ANN, { ...BOB, displayName: 'Rob' }], externalAppointmentId: 'ext-1' },
      FILE.replace('"Bob"', '"Rob"'),
    ],
    'somebody more': [
      { appointmentClients: [ANN, BOB, { displayName: 'Cid' }], externalAppointmentId: 'ext-1' },
      FILE.replace('} // second', '}, // second\n    { "displayName": "Cid" }'),
    ],
    'the first person less': [
      { appointmentClients: [BOB], externalAppointmentId: 'ext-1' },
      FILE.replace(/ {4}\{ "displayName": "Ann".*\n/, ''),
    ],
    'the last person less': [
      { appointmentClients: [ANN], externalAppointmentId: 'ext-1' },
      FILE.replace(/ {4}\{ "displayName": "Bob".*\n/, '').replace('}, // first', '} // first'),
    ],
    'one less and one more': [
      { appointmentClients: [ANN, { displayName: 'Cid' }], externalAppointmentId: 'ext-1' },
      FILE.replace(/ {4}\{ "displayName": "Bob".*\n/, '').replace(
        '}, // first',
        '}, // first\n    { "displayName": "Cid" }',
      ),
    ],
    'nobody left': [
      { appointmentClients: [], externalAppointmentId: 'ext-1' },
      FILE.replace(/\[ \/\/ who[^]*?\n {2}\]/, '[]'),
    ],
    'a property less': [
      { appointmentClients: [ANN, BOB] },
      FILE.replace(/ {2}"externalAppointmentId".*\n/, '').replace('],', ']'),
    ],
  };
  for (const [name, [body, expected]] of Object.entries(CASES)) {
    it(name, () => {
      assert.equal(edited(FILE, body), expected);
      const windows = (text: string): string => text.replaceAll('\n', '\r\n');
      assert.equal(edited(windows(FILE), body), windows(expected));
    });
  }

  const SMALL: readonly (readonly [text: string, body: Record<string, unknown>, expected: string])[] = [
    ['{"a":1,"b":2}', { a: 1, b: 3 }, '{"a":1,"b":3}'],
    ['{"settings":{"x":true,"y":1}}', { settings: { x: true, z: 2 } }, '{"settings":{"x":true, "z": 2}}'],
    ['{"settings":{}}', { settings: { x: [1] } }, '{"settings":{\n  "x": [1]\n}}'],
    ['{"settings": null}', { settings: { x: true } }, '{"settings": {\n  "x": true\n}}'],
    ['{\n\t"a": null\n}', { a: { b: 1 } }, '{\n\t"a": {\n\t\t"b": 1\n\t}\n}'],
    ['{"n": 9007199254740993, "a": 1}', { n: 9007199254740992, a: 2 }, '{"n": 9007199254740993, "a": 2}'],
    ['{"a": 1, "b": 2,}', { a: 1 }, '{"a": 1, }'],
    ['{"a": [1, 2]}', { a: [1, 3] }, '{"a": [\n  1,\n  3\n]}'],
    ['{"a": "true"}', { a: true }, '{"a": true}'],
    ['{ "a": 1 // first\n}', { a: 1, b: 2 }, '{ "a": 1, // first\n"b": 2\n}'],
    [
      '{\n  "appointmentClients": [ { "displayName": "A" } // first\n  ]\n}',
      { appointmentClients: [{ displayName: 'A' }, { displayName: 'B' }] },
      '{\n  "appointmentClients": [ { "displayName": "A" }, // first\n  { "displayName": "B" }\n  ]\n}',
    ],
    [
      '{"appointmentClients": [{"displayName": "A"}, {"displayName": "B"}]}',
      { appointmentClients: [{ displayName: 'B' }, { displayName: 'A', x: 1 }] },
      '{"appointmentClients": [{"displayName": "B"}, { "displayName": "A", "x": 1 }]}',
    ],
    ['{"__proto__": 1, "a": 1}', JSON.parse('{"__proto__": 2, "a": 1}') as never, '{"__proto__": 2, "a": 1}'],
  ];
  for (const [text, body, expected] of SMALL) {
    it(`${text} to ${JSON.stringify(body)}`, () => {
      assert.equal(edited(text, body), expected);
    });
  }

  it('makes any file send the merged payload, and leaves its directives and comments alone', function () {
    this.timeout(0);
    const files = fc.record({
      three: triple(),
      space: fc.constantFrom(undefined, 2, 4, '\t'),
      eol: fc.constantFrom('\n', '\r\n'),
      isTrailing: fc.boolean(),
      side: fc.constantFrom('mine' as const, 'theirs' as const),
    });
    fc.assert(
      property(files, ({ three, space, eol, isTrailing, side }) => {
        const plain = JSON.stringify({ $meeting: 'M', ...three.mine, $user: 'me' }, null, space);
        const text = `// top\n${plain}\n// end`
          .replace(/,$/gm, ', // remark')
          .replace(/(?<!,)\n(\s*[}\]])/g, isTrailing ? ',\n$1' : '\n$1')
          .replaceAll('\n', eol);
        const { merged } = mergePayload({ ...three, choose: () => side });
        const document = parsePayload(text);
        const edits = applyMerged(document, merged);
        edits.reduce((end, { offset, length }) => {
          assert.ok(offset >= end, 'the edits overlap');
          return offset + length;
        }, 0);
        const after = withEdits(document, edits);
        assert.equal(after.text, applyEdits(text, edits));
        const usual = isTrailing ? ['comment', 'trailingComma'] : ['comment'];
        assert.deepEqual(
          after.problems.filter(({ kind }) => !usual.includes(kind)),
          [],
        );
        assert.deepStrictEqual(bodyValue(after), JSON.parse(JSON.stringify(merged)));
        assert.deepStrictEqual(readDirectives(after), { meeting: 'M', user: 'me' });
        assert.ok(after.text.startsWith('// top') && after.text.endsWith('// end'));
        assert.equal(/(?<!\r)\n/.test(after.text), eol === '\n');
        assert.deepEqual(applyMerged(after, merged), []);
      }),
      runs(400),
    );
  });

  it('makes it send the merged payload wherever the remarks are', function () {
    this.timeout(0);
    const files = fc.record({
      three: triple(),
      space: fc.constantFrom(undefined, 2),
      remarks: fc.array(
        fc.constantFrom('', '', '', ' ', '\n', ' // remark, ]\n', '//\r\n', ' /* , } */ ', '/**/\n  '),
        { minLength: 20, maxLength: 20 },
      ),
      side: fc.constantFrom('mine' as const, 'theirs' as const),
    });
    fc.assert(
      property(files, ({ three, space, remarks, side }) => {
        const plain = JSON.stringify({ $meeting: 'M', ...three.mine, $user: 'me' }, null, space);
        const text = [...tokens(plain)]
          .map(
            ({ offset, length }, index) =>
              plain.slice(offset, offset + length) + (remarks[index % remarks.length] ?? ''),
          )
          .join('');
        const { merged } = mergePayload({ ...three, choose: () => side });
        const document = parsePayload(text);
        const after = withEdits(document, applyMerged(document, merged));
        assert.deepEqual(
          after.problems.filter(({ kind }) => kind !== 'comment'),
          [],
        );
        assert.deepStrictEqual(bodyValue(after), JSON.parse(JSON.stringify(merged)));
        assert.deepEqual(applyMerged(after, merged), []);
      }),
      runs(400),
    );
  });
});
