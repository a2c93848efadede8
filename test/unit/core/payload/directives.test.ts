import assert from 'node:assert/strict';
import { DIRECTIVES, isDirective, readDirectives } from '../../../../src/core/payload/directives';
import { parsePayload } from '../../../../src/core/payload/parse';

describe('readDirectives', () => {
  const CASES: readonly (readonly [name: string, text: string, directives: object])[] = [
    ['none', '{"a": 1}', {}],
    [
      'all',
      '{"$meeting": "m", "$user": "me", "$ifMatch": "*", "$acceptLanguage": "en"}',
      { meeting: 'm', user: 'me', ifMatch: '*', acceptLanguage: 'en' },
    ],
    ['empty texts are kept', '{"$meeting": ""}', { meeting: '' }],
    ['escaped name and value', '{"\\u0024meeting": "\\u006d"}', { meeting: 'm' }],
    ['other types are left to the rules', '{"$meeting": 1, "$user": null, "$ifMatch": ["*"]}', {}],
    ['unknown ones are left to the rules', '{"$schema": "x", "$Meeting": "m", "$": "x"}', {}],
    ['names of Object are not directives', '{"__proto__": "x", "constructor": "x"}', {}],
    ['not below the top', '{"settings": {"$meeting": "m"}}', {}],
    ['not typed to the end', '{"$meeting": "m", "$user"', { meeting: 'm' }],
    ['no object', '["$meeting"]', {}],
  ];
  for (const [name, text, directives] of CASES) {
    it(name, () => {
      assert.deepStrictEqual(readDirectives(parsePayload(text)), directives);
    });
  }
});

describe('isDirective', () => {
  it('goes by the first character', () => {
    assert.deepStrictEqual(
      [...Object.keys(DIRECTIVES), '$schema', '$', 'a$', ''].filter((name) => !isDirective(name)),
      ['a$', ''],
    );
  });
});
