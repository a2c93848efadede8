import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkEntityTag } from '../../../../src/core/graph/entityTag';
import { property, runs } from '../../../support/fuzz';

const DOCUMENTED = 'W/"ZfYdV7Meckeip07P//nwjAAADyI7NQ=="';

function verdict(tag: string): string {
  const check = checkEntityTag(tag);
  return check.kind === 'valid' ? 'valid' : (check.suggestion ?? 'no suggestion');
}

describe('checkEntityTag', () => {
  /** `null`: malformed, and nothing can be guessed from it. */
  const CASES: readonly (readonly [name: string, tag: string, verdict: string])[] = [
    ['weak, as documented', DOCUMENTED, 'valid'],
    ['strong', '"abc"', 'valid'],
    ['weak and empty', 'W/""', 'valid'],
    ['strong and empty', '""', 'valid'],
    ['punctuation', 'W/"!#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~"', 'valid'],
    ['8 KB', `W/"${'a'.repeat(8192)}"`, 'valid'],
    ['without W/ and quotes', 'ZfYdV7Me==', 'W/"ZfYdV7Me=="'],
    ['without quotes', 'W/ZfYdV7Me==', 'W/"ZfYdV7Me=="'],
    ['w in lower case', 'w/"ZfYdV7Me=="', 'W/"ZfYdV7Me=="'],
    ['without the closing quote', 'W/"ZfYdV7Me==', 'W/"ZfYdV7Me=="'],
    ['without the opening quote', 'W/ZfYdV7Me=="', 'W/"ZfYdV7Me=="'],
    ['strong without the closing quote', '"ZfYdV7Me==', 'W/"ZfYdV7Me=="'],
    ['quotes as JSON escapes them', 'W/\\"ZfYdV7Me==\\"', 'W/"ZfYdV7Me=="'],
    ['a whole JSON text', '"W/\\"ZfYdV7Me==\\""', 'W/"ZfYdV7Me=="'],
    ['single quotes', "W/'ZfYdV7Me=='", 'W/"ZfYdV7Me=="'],
    ['single quotes around all of it', `'${DOCUMENTED}'`, DOCUMENTED],
    ['curly quotes', 'W/“ZfYdV7Me==”', 'W/"ZfYdV7Me=="'],
    ['spaces around', ` ${DOCUMENTED} `, DOCUMENTED],
    ['line break after', `${DOCUMENTED}\r\n`, DOCUMENTED],
    ['empty', '', 'no suggestion'],
    ['only W/', 'W/', 'no suggestion'],
    ['only a quote', '"', 'no suggestion'],
    ['space inside', 'W/"a b"', 'no suggestion'],
    ['quote inside', 'W/"a"b"', 'no suggestion'],
    ['header smuggling', 'W/"a"\r\nX-Evil: 1', 'no suggestion'],
    ['control character', 'W/"a\u0007"', 'no suggestion'],
    ['NUL', 'a\u0000', 'no suggestion'],
    ['beyond ASCII', 'W/"é"', 'no suggestion'],
    ['list', 'W/"a", W/"b"', 'no suggestion'],
    ['regression: a mode is no tag', 'auto', 'no suggestion'],
    ['regression: another mode is no tag', 'require', 'no suggestion'],
    ['regression: a misspelt none is no tag', 'None', 'no suggestion'],
    ['regression: a star with spaces is no tag', ' * ', 'no suggestion'],
  ];
  for (const [name, tag, expected] of CASES) {
    it(name, () => {
      assert.equal(verdict(tag), expected);
    });
  }

  it('law: what it suggests is valid', () => {
    const nearTag = fc.string({
      unit: fc.constantFrom('W', 'w', '/', '"', "'", '\\', '“', '”', ' ', 'a', '=', '\n'),
    });
    fc.assert(
      property(fc.oneof(nearTag, fc.string({ unit: 'binary' })), (tag) => {
        const check = checkEntityTag(tag);
        const suggestion = check.kind === 'malformed' ? check.suggestion : undefined;
        if (suggestion !== undefined) assert.deepStrictEqual(checkEntityTag(suggestion), { kind: 'valid' });
      }),
      runs(2000),
    );
  });

  it('law: what it accepts can be sent as a header', () => {
    fc.assert(
      property(fc.string({ unit: 'binary' }), (opaque) => {
        const tag = `W/"${opaque}"`;
        if (checkEntityTag(tag).kind === 'valid')
          assert.equal(new Headers({ 'If-Match': tag }).get('if-match'), tag);
      }),
      runs(2000),
    );
  });
});
