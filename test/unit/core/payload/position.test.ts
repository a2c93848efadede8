import assert from 'node:assert/strict';
import fc from 'fast-check';
import { positions } from '../../../../src/core/payload/position';
import { property, runs } from '../../../support/fuzz';

describe('positions', () => {
  it('counts lines that end in LF, CR or CRLF, from 1', () => {
    const at = positions('ab\ncd\r\ne\rf\n');
    assert.deepStrictEqual(
      [0, 2, 3, 5, 6, 7, 8, 9, 10, 11].map((offset) => {
        const { line, column } = at(offset);
        return `${offset}: ${line}:${column}`;
      }),
      ['0: 1:1', '2: 1:3', '3: 2:1', '5: 2:3', '6: 2:4', '7: 3:1', '8: 3:2', '9: 4:1', '10: 4:2', '11: 5:1'],
    );
  });

  it('counts UTF-16 units, as editors do', () => {
    assert.deepStrictEqual(positions('😀x')(2), { line: 1, column: 3 });
  });

  it('law: agrees with counting line ends one by one', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n'), maxLength: 30 });
    fc.assert(
      property(text, fc.nat({ max: 40 }), (candidate, wish) => {
        const offset = Math.min(wish, candidate.length);
        // Between the two halves of a CRLF the line has not ended yet.
        const ends = [...candidate.matchAll(/\r\n|\r|\n/g)]
          .map((match) => match.index + match[0].length)
          .filter((end) => end <= offset);
        const expected = { line: ends.length + 1, column: offset - (ends.at(-1) ?? 0) + 1 };
        assert.deepStrictEqual(positions(candidate)(offset), expected);
      }),
      runs(500),
    );
  });
});
