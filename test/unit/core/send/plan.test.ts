import assert from 'node:assert/strict';
import type { Directives } from '../../../../src/core/payload/model';
import { languageProblem } from '../../../../src/core/graph/acceptLanguage';
import { planRequest, type SendOptions } from '../../../../src/core/send/plan';
import { english } from '../../../../src/core/text';

const SETTINGS = { cloud: 'global', user: 'me', ifMatch: 'auto', acceptLanguage: '' } as const;
const USER = '3f2a4c6e-0000-4000-8000-000000000001';
const OTHER = '3f2a4c6e-0000-4000-8000-000000000002';

function planned(directives: Directives, options: SendOptions = {}, settings: object = {}) {
  const result = planRequest(directives, options, { ...SETTINGS, ...settings });
  return result.kind === 'plan'
    ? result.plan
    : result.kind === 'unusable'
      ? english(result.reason)
      : result.kind;
}

describe('planRequest', () => {
  it('uses the settings where nothing else is said', () => {
    assert.deepStrictEqual(planned({ meeting: 'M1' }), {
      target: { cloud: 'global', user: 'me', meetingId: 'M1' },
      ifMatch: { kind: 'auto' },
      options: { acceptLanguage: undefined },
    });
  });

  it('takes directives before settings', () => {
    assert.deepStrictEqual(
      planned(
        { meeting: 'M1', user: USER, ifMatch: 'W/"1"', acceptLanguage: 'de' },
        {},
        { user: OTHER, ifMatch: 'none', acceptLanguage: 'en' },
      ),
      {
        target: { cloud: 'global', user: USER, meetingId: 'M1' },
        ifMatch: { kind: 'tag', tag: 'W/"1"' },
        options: { acceptLanguage: 'de' },
      },
    );
  });

  it('takes options before directives, however wrong those are', () => {
    assert.deepStrictEqual(
      planned(
        { meeting: 'a/b', user: 'x', ifMatch: 'x', acceptLanguage: '\n' },
        { meeting: 'M2', user: OTHER, ifMatch: { kind: 'any' }, acceptLanguage: 'fr' },
        { user: 'x', ifMatch: 'require', acceptLanguage: '\n' },
      ),
      {
        target: { cloud: 'global', user: OTHER, meetingId: 'M2' },
        ifMatch: { kind: 'any' },
        options: { acceptLanguage: 'fr' },
      },
    );
  });

  it('an option can take a language away', () => {
    assert.deepStrictEqual(planned({ meeting: 'M1', acceptLanguage: 'de' }, { acceptLanguage: '' }), {
      target: { cloud: 'global', user: 'me', meetingId: 'M1' },
      ifMatch: { kind: 'auto' },
      options: { acceptLanguage: undefined },
    });
  });

  const REFUSED: readonly (readonly [name: string, result: unknown, expected: string])[] = [
    ['no meeting', planned({}), 'noMeeting'],
    [
      'empty meeting',
      planned({ meeting: '' }),
      'The meeting id is empty. Write the id of the online meeting in "$meeting".',
    ],
    [
      'meeting with a slash',
      planned({}, { meeting: '../x' }),
      'A meeting id has no "/". Copy the "id" of the online meeting again.',
    ],
    [
      'user by address',
      planned({ meeting: 'M1', user: 'a@example.com' }),
      'A user is "me" or an Entra object id, a GUID. An address or user name is not found by Graph.',
    ],
    [
      'user by address in the settings',
      planned({ meeting: 'M1' }, {}, { user: 'a@example.com' }),
      'The setting "vappt.user" is neither "me" nor an Entra object id, a GUID. An address or user name is not found by Graph.',
    ],
    [
      'language with a line break',
      planned({ meeting: 'M1', acceptLanguage: 'en\r\nX-Evil: 1' }),
      'The language is a list such as "en-GB, en;q=0.8".',
    ],
    [
      'tag without quotes',
      planned({ meeting: 'M1', ifMatch: 'W/abc' }),
      'This is not an entity tag. It should be W/"abc".',
    ],
  ];
  for (const [name, result, expected] of REFUSED) {
    it(`refuses: ${name}`, () => {
      assert.equal(result, expected);
    });
  }
});

describe('languageProblem', () => {
  const CASES: readonly (readonly [language: string, usable: boolean])[] = [
    ['', true],
    ['*', true],
    ['en', true],
    ['de-AT, de;q=0.8, *;q=0.1', true],
    ['en-GB,, zh-Hant-*;q=0, en;q=1.0', true],
    ['xx yy', false],
    ['en;q=2', false],
    ['en; level=1', false],
    ['en\n', false],
    ['en\r\nX: y', false],
    ['dé', false],
    ['"en"', false],
  ];
  for (const [language, usable] of CASES) {
    it(JSON.stringify(language), () => {
      assert.equal(languageProblem(language) === undefined, usable);
    });
  }
});
