import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MAX_DEPTH, MAX_PAYLOAD_BYTES } from '../../../../src/core/payload/limits';
import type { SyntaxProblemKind } from '../../../../src/core/payload/model';
import { parsePayload } from '../../../../src/core/payload/parse';
import { english } from '../../../../src/core/text';
import { corpus } from '../../../support/corpus';
import { brokenJson, jsonValue, payloadText } from '../../../support/jsonTexts';
import { property, runs } from '../../../support/fuzz';

/** What JSON is made of, and what half-typed JSON has too much or too little of. */
const STRUCTURE = Array.from('{}[],:"\\/* \n\r019-eEtrufalsn.');

type Problem = readonly [kind: SyntaxProblemKind, offset: number, length: number];

function problemsOf(text: string): Problem[] {
  return parsePayload(text).problems.map(({ kind, offset, length }) => [kind, offset, length]);
}

function messagesOf(text: string): string[] {
  return parsePayload(text).problems.map(({ message }) => english(message));
}

/** The stack of a stack overflow would bury the other results. */
function kindsOrError(text: string): string[] {
  try {
    return parsePayload(text).problems.map(({ kind }) => kind);
  } catch (error) {
    return [String(error)];
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('parsePayload', () => {
  describe('finds each kind of problem and its place', () => {
    const CASES: readonly (readonly [name: string, text: string, problems: readonly Problem[]])[] = [
      ['nothing wrong', '{"a": [1, null]}', []],
      ['empty file', '', [['empty', 0, 0]]],
      ['only white space', ' \r\n\t', [['empty', 0, 4]]],
      [
        'word that is no value',
        '{"a": yes}',
        [
          ['syntax', 6, 3],
          ['syntax', 9, 1],
        ],
      ],
      ['missing comma', '{"a": 1 "b": 2}', [['syntax', 8, 3]]],
      ['missing closing brace', '{"a": 1', [['syntax', 7, 0]]],
      ['missing closing bracket', '[1', [['syntax', 2, 0]]],
      ['text after the end', '{} {}', [['syntax', 3, 1]]],
      ['number without digits after the point', '{"a": 1.}', [['syntax', 6, 2]]],
      [
        'text without its end',
        '{"a": "x}',
        [
          ['syntax', 6, 3],
          ['syntax', 9, 0],
        ],
      ],
      ['tab in a text', '{"a": "x\t"}', [['syntax', 6, 4]]],
      ['unknown escape', '{"a": "\\x"}', [['syntax', 6, 4]]],
      ['unfinished Unicode escape', '{"a": "\\u00"}', [['syntax', 6, 6]]],
      ['byte order mark left in', '\ufeff{}', [['syntax', 0, 1]]],
      ['line comment', '{"a": 1 // one\n}', [['comment', 8, 6]]],
      ['block comment', '{/* , ] */"a": 1}', [['comment', 1, 9]]],
      [
        'regression: comment without an end',
        '{}/*',
        [
          ['syntax', 2, 2],
          ['comment', 2, 2],
        ],
      ],
      [
        'only a comment',
        '// nothing',
        [
          ['syntax', 10, 0],
          ['comment', 0, 10],
        ],
      ],
      ['trailing comma in an object', '{"a": 1,}', [['trailingComma', 7, 1]]],
      ['trailing comma in a list', '{"a": [1, ]}', [['trailingComma', 8, 1]]],
      [
        'trailing comma before a comment',
        '{"a": 1, // x\n}',
        [
          ['comment', 9, 4],
          ['trailingComma', 7, 1],
        ],
      ],
      ['name twice', '{"a": 1, "b": 2, "a": 3}', [['duplicateKey', 17, 3]]],
      ['name twice in other spelling', '{"a": 1, "\\u0061": 3}', [['duplicateKey', 9, 8]]],
      [
        'name thrice',
        '{"a":1,"a":2,"a":3}',
        [
          ['duplicateKey', 7, 3],
          ['duplicateKey', 13, 3],
        ],
      ],
      ['name twice further down', '{"l": [{"a": 1, "a": 2}]}', [['duplicateKey', 16, 3]]],
      ['control: same name in two objects', '{"l": [{"a": 1}, {"a": 2}]}', []],
      ['control: names like those of Object', '{"__proto__": 1, "toString": 2}', []],
    ];
    for (const [name, text, problems] of CASES) {
      it(name, () => {
        assert.deepStrictEqual(problemsOf(text), problems);
      });
    }
  });

  it('describes every problem in a sentence of its own', () => {
    assert.deepStrictEqual(
      {
        value: messagesOf('{"a": yes}'),
        afterEnd: messagesOf('{} {}'),
        twice: messagesOf('{"a": 1, "a": 2}'),
        comment: messagesOf('{} // x'),
      },
      {
        value: [
          'This is not JSON: a value is text in double quotes, a number, true, false, null, { } or [ ].',
          'A value belongs here.',
        ],
        afterEnd: ['There is something after the end of the JSON. Remove it, or move it inside the braces.'],
        twice: ['"a" stands here twice. Keep one of them.'],
        comment: ['JSON has no comments. Remove it; it is never sent.'],
      },
    );
  });

  it('reads members with their places, as far as they are typed', () => {
    const { members } = parsePayload('{ "a": 1, "b"');
    assert.deepStrictEqual(
      members.map(({ name, offset, length, key, value }) => [name, offset, length, key, value?.type]),
      [
        ['a', 2, 6, { offset: 2, length: 3 }, 'number'],
        ['b', 10, 3, { offset: 10, length: 3 }, undefined],
      ],
    );
  });

  it('has no members where the top level is not an object', () => {
    assert.deepStrictEqual(
      ['[{"a": 1}]', '"a"', '1', 'null', ''].map((text) => parsePayload(text).members),
      [[], [], [], [], []],
    );
  });

  describe('nesting', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

    it('control: reads as many levels as allowed', () => {
      assert.deepStrictEqual(problemsOf(nested(MAX_DEPTH)), []);
    });

    it('stops one level further, at the bracket that is too much', () => {
      assert.deepStrictEqual(problemsOf(nested(MAX_DEPTH + 1)), [['tooDeep', MAX_DEPTH, 1]]);
    });

    it('control: many lists beside each other are not deep', () => {
      assert.deepStrictEqual(problemsOf(`[${'[],{},'.repeat(1000)}1]`), []);
    });

    for (const [name, text] of [
      ['100000 open brackets', '['.repeat(100_000)],
      ['100000 open members', '{"a":'.repeat(100_000)],
      ['regression: closers that close nothing', `[${'}'.repeat(100_000)},${'['.repeat(100_000)}`],
      ['regression: each opener followed by the wrong closer', '[},'.repeat(100_000)],
      ['regression: wrong closers in members', '{"a":[},'.repeat(100_000)],
    ] as const) {
      it(`does not throw at ${name}`, () => {
        assert.deepStrictEqual(kindsOrError(text), ['tooDeep']);
      });
    }
  });

  describe('size', () => {
    /** A valid payload of exactly so many bytes. */
    const sized = (bytes: number, filler = 'x') =>
      `{"a":"${filler}${'x'.repeat(bytes - 8 - Buffer.byteLength(filler))}"}`;

    it('control: reads 4 MB', () => {
      assert.deepStrictEqual(problemsOf(sized(MAX_PAYLOAD_BYTES)), []);
    });

    it('refuses a byte more', () => {
      assert.deepStrictEqual(problemsOf(sized(MAX_PAYLOAD_BYTES + 1)), [['tooLarge', 0, 0]]);
    });

    it('counts bytes, not characters', () => {
      const text = sized(MAX_PAYLOAD_BYTES + 1, '€');
      assert.deepStrictEqual(
        { characters: text.length <= MAX_PAYLOAD_BYTES, problems: problemsOf(text) },
        { characters: true, problems: [['tooLarge', 0, 0]] },
      );
    });
  });

  describe('laws', () => {
    it('never throws, and every problem lies inside the text', () => {
      const text = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ unit: fc.constantFrom(...STRUCTURE), maxLength: 60 }),
        brokenJson(),
        jsonValue({ relaxed: true }),
      );
      fc.assert(
        property(text, (candidate) => {
          for (const { offset, length } of parsePayload(candidate).problems) {
            assert.ok(offset >= 0 && length >= 0 && offset + length <= candidate.length);
          }
        }),
        runs(3000),
      );
    });

    it('has no problems exactly where JSON.parse has none', () => {
      const known: readonly SyntaxProblemKind[] = ['duplicateKey', 'tooDeep', 'tooLarge'];
      fc.assert(
        property(fc.oneof(brokenJson(), jsonValue(), fc.string({ maxLength: 10 })), (candidate) => {
          const kinds = parsePayload(candidate).problems.map(({ kind }) => kind);
          // These are JSON, and refused for reasons of our own.
          fc.pre(!kinds.some((kind) => known.includes(kind)));
          assert.equal(kinds.length === 0, isJson(candidate), JSON.stringify(candidate));
        }),
        runs(5000),
      );
    });

    it('finds only comments and trailing commas in relaxed JSON', () => {
      fc.assert(
        property(payloadText({ relaxed: true }), (candidate) => {
          const kinds = new Set(parsePayload(candidate).problems.map(({ kind }) => kind));
          kinds.delete('comment');
          kinds.delete('trailingComma');
          assert.deepStrictEqual([...kinds], []);
        }),
        runs(1000),
      );
    });

    it('reads the same value as JSON.parse', () => {
      fc.assert(
        property(payloadText(), (candidate) => {
          const names = Object.keys(JSON.parse(candidate) as object);
          const { members } = parsePayload(candidate);
          assert.deepStrictEqual(members.map(({ name }) => name).sort(), names.sort());
        }),
      );
    });
  });

  describe('files', () => {
    for (const { name, text } of corpus()) {
      it(`reads the beginnings of ${name} without throwing`, () => {
        const step = Math.ceil(text.length / 1000);
        for (let end = 0; end < text.length; end += step) parsePayload(text.slice(0, end));
        if (name.startsWith('valid/')) assert.deepStrictEqual(problemsOf(text), []);
      });
    }
  });
});
