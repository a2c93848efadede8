import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bodyMembers, bodyValue, buildBody } from '../../../../src/core/payload/body';
import { parsePayload } from '../../../../src/core/payload/parse';
import { TokenKind, tokens } from '../../../../src/core/payload/tokens';
import { payloadText } from '../../../support/jsonTexts';
import { property, runs } from '../../../support/fuzz';

const bodyOf = (text: string) => buildBody(parsePayload(text));

/** The tokens that mean something, as written. */
function meaningful(json: string): string[] {
  const trivia: readonly number[] = [
    TokenKind.Trivia,
    TokenKind.LineBreakTrivia,
    TokenKind.LineCommentTrivia,
    TokenKind.BlockCommentTrivia,
  ];
  return [...tokens(json)]
    .filter(({ kind }) => !trivia.includes(kind))
    .map(({ offset, length }) => json.slice(offset, offset + length));
}

/** Same, of the payload's members that are sent; trailing commas are no part of JSON either. */
function meaningfulMembers(text: string): string[] {
  const document = parsePayload(text);
  const members = bodyMembers(document).map(({ offset, length }) =>
    meaningful(text.slice(offset, offset + length)),
  );
  const separated = members.flatMap((member, index) => (index === 0 ? member : [',', ...member]));
  return ['{', ...separated, '}'].filter((token, index, all) => {
    const next = all[index + 1];
    return !(token === ',' && (next === '}' || next === ']'));
  });
}

describe('buildBody', () => {
  const CASES: readonly (readonly [name: string, text: string, body: string])[] = [
    ['empty payload', '{}', '{}'],
    ['only directives', '{"$meeting": "m", "$user": "me"}', '{}'],
    ['members in their order', '{"b": 1, "a": 2}', '{\n  "b": 1,\n  "a": 2\n}'],
    ['directive in the middle', '{"b": 1, "$user": "me", "a": 2}', '{\n  "b": 1,\n  "a": 2\n}'],
    ['escaped directive name', '{"\\u0024user": "me", "a": 2}', '{\n  "a": 2\n}'],
    ['$ further down stays', '{"a": {"$user": 1}}', '{\n  "a": {"$user": 1}\n}'],
    ['null, [] and {} stay', '{"a": null, "b": [], "c": {}}', '{\n  "a": null,\n  "b": [],\n  "c": {}\n}'],
    [
      'big and odd numbers',
      '{"a": [9007199254740993, 1.0, 1E400, -0]}',
      '{\n  "a": [9007199254740993, 1.0, 1E400, -0]\n}',
    ],
    ['escapes', '{"a": "\\u00e9\\/\\ud83d"}', '{\n  "a": "\\u00e9\\/\\ud83d"\n}'],
    ['comments', '{"a": /* one */ [1, // first\n 2]}', '{\n  "a":  [1, \n 2]\n}'],
    ['comment-like text', '{"a": "// no, ]"}', '{\n  "a": "// no, ]"\n}'],
    ['trailing commas', '{"a": [1, ], "b": {"c": 1,\n},}', '{\n  "a": [1 ],\n  "b": {"c": 1\n}\n}'],
    ['trailing comma before a comment', '{"a": [1, /* x */ ]}', '{\n  "a": [1  ]\n}'],
    [
      'CRLF inside a member',
      '{\r\n  "a": {\r\n    "b": 1\r\n  }\r\n}',
      '{\n  "a": {\r\n    "b": 1\r\n  }\n}',
    ],
  ];
  for (const [name, text, body] of CASES) {
    it(name, () => {
      assert.equal(bodyOf(text), body);
    });
  }

  it('law: the value is the file’s without its top-level $ members', () => {
    fc.assert(
      property(payloadText(), (text) => {
        const whole = JSON.parse(text) as Record<string, unknown>;
        const expected = Object.fromEntries(Object.entries(whole).filter(([name]) => !name.startsWith('$')));
        assert.deepStrictEqual(JSON.parse(bodyOf(text)), expected);
      }),
      runs(1000),
    );
  });

  it('law: every token is kept as written and in order', () => {
    fc.assert(
      property(payloadText({ relaxed: true }), (text) => {
        assert.deepStrictEqual(meaningful(bodyOf(text)), meaningfulMembers(text));
      }),
      runs(1000),
    );
  });

  it('law: relaxed JSON becomes strict JSON', () => {
    fc.assert(
      property(payloadText({ relaxed: true }), (text) => {
        JSON.parse(bodyOf(text));
      }),
      runs(1000),
    );
  });

  it('law: a body’s body is itself', () => {
    fc.assert(
      property(payloadText({ relaxed: true }), (text) => {
        const body = bodyOf(text);
        assert.equal(bodyOf(body), body);
      }),
    );
  });
});

describe('bodyValue', () => {
  it('is the value of what is sent', () => {
    assert.deepStrictEqual(bodyValue(parsePayload('{"$user": "me", "a": [1, /* x */ {"b": null}, ]}')), {
      a: [1, { b: null }],
    });
  });
});
