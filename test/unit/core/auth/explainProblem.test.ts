import assert from 'node:assert/strict';
import { AADSTS, BY_ERROR } from '../../../../src/core/auth/aadsts';
import { explainNumber, explainProblem, UNREADABLE } from '../../../../src/core/auth/explainProblem';
import type { Registration } from '../../../../src/core/auth/registration';
import type { SignInProblem } from '../../../../src/core/auth/signInProblem';
import { english } from '../../../../src/core/text';

const REGISTRATION: Registration = {
  cloud: 'global',
  clientId: '11111111-2222-4333-8444-555555555555',
  tenant: 'contoso.example',
};
const CORRELATION_ID = '99999999-8888-4777-8666-555555555555';

const explain = (problem: Partial<SignInProblem>): string =>
  english(explainProblem({ error: 'invalid_request', needsUser: false, ...problem }, REGISTRATION));

describe('the table of AADSTS numbers', () => {
  it('has each number once', () => {
    const numbers = AADSTS.flatMap(([each]) => each);
    assert.deepStrictEqual(
      numbers.filter((number, index) => numbers.indexOf(number) !== index),
      [],
    );
  });

  for (const [numbers] of AADSTS) {
    for (const number of numbers) {
      it(`explains ${number}: what happened, what to do, and the number with its correlation id`, () => {
        const words = explain({ number: String(number), correlationId: CORRELATION_ID });
        assert.ok(words.endsWith(` (AADSTS${number}, ${CORRELATION_ID})`), words);
        assert.doesNotMatch(words, /[{}]|undefined/);
        // Two sentences: what it is, and the way on.
        assert.ok(words.split(/[.:!] /).length >= 2, words);
      });
    }
  }

  it('has words for each error without a number', () => {
    for (const error of Object.keys(BY_ERROR)) {
      const words = explain({ error });
      assert.ok(words.endsWith(` (${error})`), words);
      assert.doesNotMatch(words, /[{}]|undefined/);
    }
  });
});

describe('explainProblem', () => {
  const CASES: readonly (readonly [name: string, problem: Partial<SignInProblem>, words: RegExp])[] = [
    [
      'the administrator’s link',
      { number: '90094' },
      /https:\/\/login\.microsoftonline\.com\/contoso\.example\/adminconsent\?client_id=11111111-2222-4333-8444-555555555555/,
    ],
    ['which app and tenant', { number: '700016' }, /no app 11111111-\S+ in the tenant contoso\.example/],
    ['an unknown number', { number: '999999' }, /^The sign-in did not work\. .*: AADSTS999999\.$/],
    [
      'an unknown number with words, without what could be a secret or a name',
      {
        number: '999999',
        description: 'AADSTS999999: User ann@lab.example has code=abc123. Trace ID: 1 Correlation ID: 2',
      },
      /^The sign-in did not work: AADSTS999999: User <address> has code=<redacted> \(AADSTS999999\)$/,
    ],
    [
      'nobody there',
      { transport: 'ENOTFOUND' },
      /login\.microsoftonline\.com could not be reached \(ENOTFOUND\)/,
    ],
    ['a proxy’s page', { transport: UNREADABLE }, /a proxy or a page of the network may be in between/],
    ['a certificate', { transport: 'SELF_SIGNED_CERT_IN_CHAIN' }, /certificate of .* is not trusted here/],
  ];
  for (const [name, problem, words] of CASES) {
    it(`says: ${name}`, () => {
      assert.match(explain(problem), words);
    });
  }
});

describe('explainNumber: what the browser shows', () => {
  const CASES: readonly (readonly [shown: string, words: RegExp | undefined])[] = [
    ['AADSTS50011', /http:\/\/localhost.*\(AADSTS50011\)$/],
    ['50011', /\(AADSTS50011\)$/],
    ['Error 50011', /\(AADSTS50011\)$/],
    [
      `Sorry, but we’re having trouble. aadsts50194: Application … Trace ID: x Correlation ID: ${CORRELATION_ID}`,
      /tenant only.*\(AADSTS50194, 99999999-8888-4777-8666-555555555555\)$/,
    ],
    ['AADSTS1234567', /not in our list.*login\.microsoftonline\.com\/error\?code=1234567/],
    ['Need admin approval', undefined],
    ['', undefined],
  ];
  for (const [shown, words] of CASES) {
    it(JSON.stringify(shown.slice(0, 40)), () => {
      const explanation = explainNumber(shown, REGISTRATION);
      if (words === undefined) assert.equal(explanation, undefined);
      else assert.match(english(explanation ?? assert.fail()), words);
    });
  }
});
