import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isTooLarge, MAX_PAYLOAD_BYTES, utf8Length } from '../../../../src/core/payload/limits';

describe('utf8Length', () => {
  it('law: is the number of bytes that go out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.equal(utf8Length(text), Buffer.byteLength(text));
      }),
    );
  });
});

describe('isTooLarge', () => {
  const CASES: readonly (readonly [name: string, text: string, tooLarge: boolean])[] = [
    ['small', '{}', false],
    ['exactly the limit', 'x'.repeat(MAX_PAYLOAD_BYTES), false],
    ['one more', 'x'.repeat(MAX_PAYLOAD_BYTES + 1), true],
    ['three bytes a character, at the limit', `€`.repeat(Math.floor(MAX_PAYLOAD_BYTES / 3)), false],
    ['three bytes a character, past it', `€`.repeat(Math.floor(MAX_PAYLOAD_BYTES / 3) + 1), true],
    ['four bytes a character, at the limit', '😀'.repeat(MAX_PAYLOAD_BYTES / 4), false],
    ['four bytes a character, past it', '😀'.repeat(MAX_PAYLOAD_BYTES / 4 + 1), true],
  ];
  for (const [name, text, tooLarge] of CASES) {
    it(name, () => {
      assert.equal(isTooLarge(text), tooLarge);
    });
  }
});
