// Wherever a secret stands in a text: redaction takes it out.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkPastedToken } from '../../../src/core/auth/pastedToken';
import { redact } from '../../../src/core/report/redact';
import { english } from '../../../src/core/text';
import { jwt } from '../../support/fakeTokens';
import { property, runs } from '../../support/fuzz';

const CANARY = 'Canary0123456789canary';
/** Each with its canary, in the shapes in which it travels. */
const SECRETS = [
  jwt({ oid: CANARY }),
  `Bearer ${CANARY}`,
  `bearer  ${CANARY}`,
  `vappt-emulator-token.${CANARY}`,
  `0.AXoA${CANARY}.AgABAAEAAAD`,
  `1.AXoA${CANARY}`,
  `access_token=${CANARY}`,
  `refresh_token=${CANARY}`,
  `"refresh_token":"${CANARY}"`,
  `"device_code": "${CANARY}"`,
  `code=${CANARY}`,
  `client_secret=${CANARY}`,
  `'id_token': '${CANARY}'`,
  `${CANARY}@example.com`,
  `https://teams.microsoft.com/l/meetup-join/19%3a${CANARY}/0?context=${CANARY}`,
];
const NUMBER = '+12025550177';

const around = fc.oneof(
  fc.string({ maxLength: 10 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom(
    '"',
    "'",
    '{',
    '(',
    '<',
    '&',
    '?',
    ';',
    'Invalid value ',
    '\n',
    '\u001b[',
    'eyJ',
    'code',
    '+1',
  ),
);
/** What ends a word: a secret that is a part of a longer one is not told from it. */
const apart = fc.constantFrom(' ', '"', "'", '(', '\n', '\t', '<', ',', '{', '[');

describe('for any text', () => {
  it('a secret in it does not get through', () => {
    fc.assert(
      property(
        around,
        apart,
        fc.constantFrom(...SECRETS),
        apart,
        around,
        (before, start, secret, end, after) => {
          const shown = redact(before + start + secret + end + after);
          const hidden = secret.startsWith('eyJ') ? (secret.split('.')[1] ?? '') : CANARY;
          assert.ok(!shown.includes(hidden), shown);
        },
      ),
      runs(2000),
    );
  });

  it('a telephone number in it does not get through', () => {
    fc.assert(
      property(around, around, (before, after) => {
        assert.ok(!redact(`${before} ${NUMBER} ${after}`).includes(NUMBER.slice(1)));
      }),
      runs(500),
    );
  });

  it('a value that is known to be personal does not get through, in any case', () => {
    const names = fc.constantFrom(
      'Zoë Ångström',
      'O’Neil',
      'a.b*c',
      'Qx',
      'ΣΟΦΙΑ',
      'İpek',
      'weiß',
      '王芳',
      'x\ny z',
    );
    const spelt = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toLowerCase(),
      (text) => text.toUpperCase(),
    );
    fc.assert(
      property(around, names, spelt, around, (before, name, spell, after) => {
        const text = `${before} "${spell(name)}" ${after}`;
        const shown = redact(text, [name]);
        assert.ok(!shown.includes(`"${spell(name).replaceAll('\n', ' ')}"`), shown);
      }),
      runs(500),
    );
  });

  it('of any length, it ends in time', () => {
    const piece = fc.oneof(
      fc.string({ minLength: 1, maxLength: 4 }),
      around,
      fc.constantFrom('eyJ', 'a@', '0.A', '+1-'),
    );
    fc.assert(
      property(fc.array(piece, { maxLength: 3 }), fc.nat({ max: 30_000 }), (pieces, times) => {
        assert.ok(redact(pieces.join('').repeat(times)).length <= 10_000);
      }),
      runs(50),
    );
  });

  it('redacting once more changes nothing', () => {
    fc.assert(
      property(fc.array(fc.oneof(around, fc.constantFrom(...SECRETS)), { maxLength: 4 }), (parts) => {
        const once = redact(parts.join(' '));
        assert.equal(redact(once), once);
      }),
      runs(500),
    );
  });

  it('a token that is refused is not repeated in the reason', () => {
    fc.assert(
      property(around, fc.constantFrom(...SECRETS), around, (before, secret, after) => {
        const check = checkPastedToken(before + secret + after, 'global', 1.8e12);
        if (check.kind === 'refused') assert.ok(!english(check.reason).includes(CANARY));
      }),
      runs(500),
    );
  });
});
