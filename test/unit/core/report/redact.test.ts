import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redact } from '../../../../src/core/report/redact';
import { jwt } from '../../../support/fakeTokens';
import { property, runs } from '../../../support/fuzz';

const JWT = jwt({ oid: 'canary' });
const LONG = 'canary'.repeat(10);

describe('redact', () => {
  const CASES: readonly (readonly [name: string, text: string, redacted: string])[] = [
    ['nothing to hide', 'Access token is empty.', 'Access token is empty.'],
    ['JWT', `got ${JWT}.`, 'got <token>'],
    ['JWT in quotes', `"${JWT}"`, '"<token>"'],
    ['JWT without a signature', 'eyJhbGciOiJub25lIn0.eyJhIjoxfQ end', '<token> end'],
    ['encrypted JWT', 'eyJh.b_-.c.d.e end', '<token> end'],
    ['header', `Authorization: Bearer ${LONG}`, 'Authorization: Bearer <token>'],
    ['opaque bearer', `bearer ${LONG}, next`, 'Bearer <token>, next'],
    ['emulator token', 'vappt-emulator-token.abc-1.d_2 end', '<token> end'],
    ['refresh token', `0.A${LONG}.AgABAA end`, '<token> end'],
    ['newer refresh token', `1.AX${LONG} end`, '<token> end'],
    ['form', 'grant_type=x&refresh_token=abc&scope=y', 'grant_type=x&refresh_token=<redacted>&scope=y'],
    ['query', '?code=abc&state=def&x=1', '?code=<redacted>&state=<redacted>&x=1'],
    ['JSON', '{"access_token":"abc","expires_in":1}', '{"access_token":"<redacted>","expires_in":1}'],
    ['a code for a device', 'user_code=ABCDEFGHI&x', 'user_code=<redacted>&x'],
    [
      'join link of a government cloud',
      'see https://gov.teams.microsoft.us/l/meetup-join/a?p=b now',
      'see <join link> now',
    ],
    ['JSON with spaces', '{ "client_secret" : "abc" }', '{ "client_secret" : "<redacted>" }'],
    [
      'e-mail address',
      'The address ann.o’neil+x@mail.example.com is wrong',
      'The address <address> is wrong',
    ],
    ['e-mail address in angle brackets', 'Ann <ann@example.com>', 'Ann <<address>>'],
    ['guest account', 'ann_example.com#EXT#@contoso.onmicrosoft.com!', '<address>'],
    ['telephone number', 'Call +1 (202) 555-0100 now', 'Call <number> now'],
    ['telephone number without spaces', '+12025550100', '<number>'],
    ['line breaks and tabs', 'a\r\n\tb', 'a b'],
    ['ANSI escape', 'a\u001b[31mred\u001b[0m', 'a [31mred [0m'],
    ['C1 control', 'a\u009b31mb', 'a 31mb'],
    ['NUL and DEL', 'a\u0000b\u007fc', 'a b c'],
    ['text direction', 'a\u202eb\u2066c\u2069', 'a b c'],
    ['line separators', 'a\u2028b\u2029c', 'a b c'],
    ['regression: marks of text direction', 'a\u200eb\u200fc\u061cd', 'a b c d'],
    ['empty', '', ''],
    ['only controls', '\u0000\n', ''],

    ['control: version numbers', 'Node 20.1.0 and 1.0.Alpha', 'Node 20.1.0 and 1.0.Alpha'],
    [
      'control: ids for support',
      'request-id 00000000-0000-0000-0000-000000000001',
      'request-id 00000000-0000-0000-0000-000000000001',
    ],
    ['control: dates', '2025-02-13T10:17:05+00:00', '2025-02-13T10:17:05+00:00'],
    [
      'control: Entra’s error numbers',
      'AADSTS50126: Error validating credentials',
      'AADSTS50126: Error validating credentials',
    ],
    [
      'regression: an error code is no authorization code',
      'CompactToken parsing failed with error code: 80049217',
      'CompactToken parsing failed with error code: 80049217',
    ],
    [
      'regression: a state in prose is no secret',
      'The meeting is in state: closed',
      'The meeting is in state: closed',
    ],
    [
      'regression: join link',
      'see https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%22Tid%22%3a%22canary%22%7d now',
      'see <join link> now',
    ],
    [
      'regression: short join link',
      'see https://teams.microsoft.com/meet/123456789?p=canary now',
      'see <join link> now',
    ],
  ];
  for (const [name, text, redacted] of CASES) {
    it(name, () => {
      assert.equal(redact(text), redacted);
    });
  }

  describe('values known to be personal', () => {
    const PERSONAL: readonly (readonly [
      name: string,
      text: string,
      personal: readonly string[],
      redacted: string,
    ])[] = [
      ['a name', "Invalid value 'Ann Smith'.", ['Ann Smith'], "Invalid value '<client data>'."],
      ['a name, more than once', 'Ann, Ann', ['Ann'], '<client data>, <client data>'],
      ['a number in an unusual form', 'bad 123-456-7890', ['123-456-7890'], 'bad <client data>'],
      ['replacement patterns', 'bad A.*B', ['A.*B'], 'bad <client data>'],
      ['control: nothing of it in the text', 'bad value', ['Ann'], 'bad value'],
      ['control: empty values', 'bad value', ['', ' '], 'bad value'],
      ['regression: a value inside another', 'bad Ann Smith', ['Ann', 'Ann Smith'], 'bad <client data>'],
      ['a name within a code', 'resourceModified: Cem', ['Cem'], 'resourceModified: <client data>'],
      [
        'a name within a path',
        "Invalid 'appointmentClients[0]'",
        ['Client'],
        "Invalid 'appointmentClients[0]'",
      ],
      ['a name that is a word of its replacement', 'bad Client', ['Client', 'data'], 'bad <client data>'],
      [
        'a name before letters of a language without spaces',
        '山田太郎さん Cemさん',
        ['山田太郎', 'Cem'],
        '<client data>さん <client data>さん',
      ],
      ['regression: a short name', "bad 'Bo'", ['Bo'], "bad '<client data>'"],
      ['regression: a name of two characters', 'bad 王芳!', ['王芳'], 'bad <client data>!'],
      ['control: a short name inside a word', 'the Body is bad', ['Bo'], 'the Body is bad'],
      ['regression: a name in another case', 'bad ann smith', ['Ann Smith'], 'bad <client data>'],
      ['a name with a letter that has two small ones', 'bad ΝΊΚΟΣΑ', ['Νίκοσα'], 'bad <client data>'],
      ['such a name, at its end', 'bad νίκοσ', ['Νίκος'], 'bad <client data>'],
      [
        'regression: a name with a letter that is two in lower case',
        'bad i̇pek',
        ['İpek'],
        'bad <client data>',
      ],
      [
        'regression: a name with a letter that is two in upper case',
        'bad WEISS',
        ['weiß'],
        'bad <client data>',
      ],
      ['regression: a name with a control character', 'bad Ann\nSmith', ['Ann\nSmith'], 'bad <client data>'],
    ];
    for (const [name, text, personal, redacted] of PERSONAL) {
      it(name, () => {
        assert.equal(redact(text, personal), redacted);
      });
    }
  });

  it('regression: takes megabytes of what could make it slow', () => {
    const pieces = [
      'a',
      'eyJ',
      'eyJa-',
      'a@',
      '0.A',
      '+1',
      '+1 ',
      'Bearer ',
      'code="',
      'https://a.',
      'state',
      ' ',
    ];
    for (const piece of pieces) assert.ok(redact(piece.repeat(1_000_000)).length <= 10_000);
  });

  it('a secret that is cut off shows not even by half', () => {
    const padding = 'x '.repeat(8187);
    assert.equal(redact(`${padding}${JWT}`), padding.slice(0, 10_000));
  });

  it('law: the result is one line without control characters', () => {
    fc.assert(
      property(fc.string({ unit: 'binary' }), (text) => {
        assert.doesNotMatch(redact(text), /[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
      }),
      runs(1000),
    );
  });

  it('law: a token does not get through, wherever it stands', () => {
    fc.assert(
      property(fc.string(), fc.string(), (before, after) => {
        // Letters right before it would make it another word.
        assert.ok(!redact(`${before} ${JWT} ${after}`).includes(JWT.slice(3, 20)));
      }),
      runs(500),
    );
  });
});
