import assert from 'node:assert/strict';
import { applyEdits } from 'jsonc-parser';
import { directiveEdits } from '../../../../src/core/payload/insertDirective';

describe('directiveEdits', () => {
  const CASES: readonly (readonly [what: string, before: string, after: string])[] = [
    ['the first member, indented', '{\n  "a": 1\n}\n', '{\n  "$meeting": "m",\n  "a": 1\n}\n'],
    ['in an empty object', '{}', '{\n  "$meeting": "m"\n}'],
    ['in place of an old value', '{ "a": 1, "$meeting": "old" }', '{ "a": 1, "$meeting": "m" }'],
    ['with the line ends of the file', '{\r\n  "a": 1\r\n}', '{\r\n  "$meeting": "m",\r\n  "a": 1\r\n}'],
    [
      'with comments left where they are',
      '{\n  // c\n  "a": 1\n}',
      '{\n  "$meeting": "m",\n  // c\n  "a": 1\n}',
    ],
  ];
  for (const [what, before, after] of CASES) {
    it(what, () => {
      const edits = directiveEdits(before, '$meeting', 'm', { insertSpaces: true, tabSize: 2 });
      assert.equal(applyEdits(before, edits), after);
    });
  }
});
