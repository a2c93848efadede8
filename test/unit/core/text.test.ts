import assert from 'node:assert/strict';
import { english, text } from '../../../src/core/text';

describe('english', () => {
  const CASES: readonly (readonly [name: string, rendered: string, expected: string])[] = [
    ['no values', english(text('Saved.')), 'Saved.'],
    ['values', english(text('{a} and {b}', { a: 1, b: 'two' })), '1 and two'],
    ['a value twice', english(text('{a}{a}', { a: 'x' })), 'xx'],
    ['a placeholder without a value', english(text('{a} {b}', { a: 'x' })), 'x {b}'],
    ['a value that looks like a placeholder', english(text('{a} {b}', { a: '{b}', b: 'x' })), '{b} x'],
    ['a value with replacement patterns', english(text('{a}', { a: '$& $1' })), '$& $1'],
    ['braces that are no placeholder', english(text('Write { } or { … }.')), 'Write { } or { … }.'],
    ['regression: a name of Object', english(text('{toString} {constructor}')), '{toString} {constructor}'],
  ];
  for (const [name, rendered, expected] of CASES) {
    it(name, () => {
      assert.equal(rendered, expected);
    });
  }
});
