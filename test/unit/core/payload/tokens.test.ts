import assert from 'node:assert/strict';
import * as jsonc from 'jsonc-parser';
import fc from 'fast-check';
import { TokenKind, tokens } from '../../../../src/core/payload/tokens';
import { jsonValue } from '../../../support/jsonTexts';
import { property, runs } from '../../../support/fuzz';

describe('TokenKind', () => {
  it('has the numbers that jsonc-parser uses at run time', () => {
    const atRunTime = (jsonc as unknown as { SyntaxKind: Record<string, number> }).SyntaxKind;
    assert.deepStrictEqual(
      Object.fromEntries(Object.keys(TokenKind).map((name) => [name, atRunTime[name]])),
      TokenKind,
    );
  });
});

describe('tokens', () => {
  it('law: put together they are the text', () => {
    fc.assert(
      property(fc.oneof(fc.string({ unit: 'binary' }), jsonValue({ relaxed: true })), (text) => {
        const parts = [...tokens(text)].map(({ offset, length }) => text.slice(offset, offset + length));
        assert.equal(parts.join(''), text);
      }),
      runs(1000),
    );
  });
});
