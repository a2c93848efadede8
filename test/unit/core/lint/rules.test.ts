import assert from 'node:assert/strict';
import { blocking, isReportedByEditor } from '../../../../src/core/lint/blocking';
import { RULES } from '../../../../src/core/lint/rules';
import { runRules } from '../../../../src/core/lint/runRules';
import { MAX_DEPTH, MAX_PAYLOAD_BYTES } from '../../../../src/core/payload/limits';
import { parsePayload } from '../../../../src/core/payload/parse';
import { english } from '../../../../src/core/text';

const findingsOf = (text: string) => runRules(parsePayload(text), RULES);

/** A finding as `rule severity "marked text": message`. */
function shown(text: string): string[] {
  return findingsOf(text).map(
    ({ rule, severity, offset, length, message }) =>
      `${rule} ${severity} ${text.slice(offset, offset + length)}: ${english(message)}`,
  );
}

const OBJECT_ID = '3f2a4c6e-0000-4000-8000-000000000001';

describe('rules', () => {
  /** Each rule with texts that it complains about and texts, close to them, that it leaves alone. */
  const CASES: Readonly<
    Record<
      string,
      {
        readonly hits: readonly (readonly [text: string, finding: string])[];
        readonly misses: readonly string[];
      }
    >
  > = {
    'empty-file': {
      hits: [
        ['', 'error : The file is empty. Write a payload, for example { "externalAppointmentId": "1" }.'],
      ],
      misses: ['{}', '// x'],
    },
    'too-large': {
      hits: [
        [
          `"${'x'.repeat(MAX_PAYLOAD_BYTES)}"`,
          'error : The file is larger than 4 MB, the most that Microsoft Graph accepts. Make it smaller.',
        ],
      ],
      misses: ['{}'],
    },
    'too-deep': {
      hits: [
        [
          '['.repeat(MAX_DEPTH + 1),
          `error [: The payload is nested more than ${MAX_DEPTH} levels deep. Nothing in it needs that.`,
        ],
      ],
      misses: ['{"a": [[[]]]}'],
    },
    syntax: {
      hits: [['{"a": 1', 'error : A closing brace } is missing.']],
      misses: ['{"a": 1}', '{"a": 1,}', '{} // x'],
    },
    'duplicate-key': {
      hits: [['{"a": 1, "a": 1}', 'error "a": "a" stands here twice. Keep one of them.']],
      misses: ['{"a": 1, "A": 1}'],
    },
    comment: {
      hits: [['{} // x', 'warning // x: JSON has no comments. Remove it; it is never sent.']],
      misses: ['{"a": "// x"}'],
    },
    'trailing-comma': {
      hits: [['{"a": 1,}', 'warning ,: JSON has no trailing commas. Remove it; it is never sent.']],
      misses: ['{"a": 1, "b": 2}'],
    },
    'body-object': {
      hits: [
        ['[{}]', 'error [: The payload is a list. Write one object in braces: { … }.'],
        ['"a"', 'error ": The payload is a text. Write one object in braces: { … }.'],
        ['1', 'error 1: The payload is a number. Write one object in braces: { … }.'],
        ['true', 'error t: The payload is true or false. Write one object in braces: { … }.'],
        ['null', 'error n: The payload is null. Write one object in braces: { … }.'],
      ],
      misses: ['{}', '{"a": []}'],
    },
    'unknown-directive': {
      hits: [
        [
          '{"$x": 1}',
          'error "$x": There is no directive "$x". The directives are $meeting, $user, $ifMatch, $acceptLanguage.',
        ],
        [
          '{"$IfMatch": "*"}',
          'error "$IfMatch": There is no directive "$IfMatch". It is written "$ifMatch".',
        ],
        [
          '{"$": 1}',
          'error "$": There is no directive "$". The directives are $meeting, $user, $ifMatch, $acceptLanguage.',
        ],
      ],
      misses: ['{"$meeting": "M1"}', '{"x$": 1}', '{"settings": {"$x": 1}}'],
    },
    'foreign-schema': {
      hits: [
        [
          '{"$schema": "https://example.com/x.json"}',
          'warning "$schema": "$schema" replaces the help for virtual appointments in the editor. Remove it; it is not sent.',
        ],
      ],
      misses: ['{"schema": "x"}', '{"settings": {"$schema": "x"}}'],
    },
    'directive-type': {
      hits: [
        ['{"$meeting": 1}', 'error 1: The value of "$meeting" is a text in double quotes.'],
        ['{"$ifMatch": null}', 'error null: The value of "$ifMatch" is a text in double quotes.'],
        ['{"$user": ["me"]}', 'error ["me"]: The value of "$user" is a text in double quotes.'],
      ],
      misses: ['{"$meeting": "M1"}', '{"$meeting": ', '{"$schema": 1}'],
    },
    'meeting-id': {
      hits: [
        [
          '{"$meeting": "a/b"}',
          'error "a/b": A meeting id has no "/". Copy the "id" of the online meeting again.',
        ],
      ],
      misses: ['{"$meeting": "MSo="}', '{"meeting": "a/b"}'],
    },
    'user-id': {
      hits: [
        [
          '{"$user": "a@example.com"}',
          'error "a@example.com": A user is "me" or an Entra object id, a GUID. An address or user name is not found by Graph.',
        ],
      ],
      misses: ['{"$user": "me"}', `{"$user": "${OBJECT_ID}"}`],
    },
    'accept-language': {
      hits: [
        ['{"$acceptLanguage": "en\\n"}', 'error "en\\n": The language is a list such as "en-GB, en;q=0.8".'],
      ],
      misses: ['{"$acceptLanguage": "de-AT, de;q=0.8, *;q=0.1"}'],
    },
    'if-match': {
      hits: [
        ['{"$ifMatch": "W/abc"}', 'error "W/abc": This is not an entity tag. It should be W/"abc".'],
        [
          '{"$ifMatch": ""}',
          'error "": This is not an entity tag. One looks like W/"ZfYdV7Me==": fetch the appointment to get its tag.',
        ],
      ],
      misses: ['{"$ifMatch": "W/\\"abc\\""}', '{"$ifMatch": "*"}', '{"$ifMatch": "none"}'],
    },
  };

  it('all have cases here', () => {
    assert.deepStrictEqual(Object.keys(CASES).sort(), RULES.map(({ id }) => id).sort());
  });

  for (const [rule, { hits, misses }] of Object.entries(CASES)) {
    describe(rule, () => {
      for (const [text, finding] of hits) {
        it(`complains about ${text.length > 60 ? `${text.slice(0, 10)}…` : text}`, () => {
          assert.deepStrictEqual(
            shown(text).filter((line) => line.startsWith(`${rule} `)),
            [`${rule} ${finding}`],
          );
        });
      }
      for (const text of misses) {
        it(`control: leaves ${text} alone`, () => {
          assert.deepStrictEqual(
            shown(text).filter((line) => line.startsWith(`${rule} `)),
            [],
          );
        });
      }
    });
  }
});

describe('runRules', () => {
  it('reports in document order, and at one place in the order of the rules', () => {
    const text = '{"$x": 1, "a": 1, "a": 2, /* c */ "$user": "x", "$x": 2}';
    assert.deepStrictEqual(
      findingsOf(text).map(({ rule, offset }) => `${rule} ${offset}`),
      [
        'unknown-directive 1',
        'duplicate-key 18',
        'comment 26',
        'user-id 43',
        'duplicate-key 48',
        'unknown-directive 48',
      ],
    );
  });

  it('control: finds nothing in a good payload', () => {
    assert.deepStrictEqual(findingsOf('{"$meeting": "M1", "externalAppointmentId": "x"}'), []);
  });
});

describe('what keeps a file from being sent', () => {
  const CASES: readonly (readonly [text: string, editor: readonly string[], cli: readonly string[]])[] = [
    ['{}', [], []],
    ['{"a": 1,}', ['trailing-comma'], []],
    ['{} // x', ['comment'], []],
    ['{"$schema": "x"}', [], []],
    ['{"a": 1, "a": 2}', ['duplicate-key'], ['duplicate-key']],
    ['{', ['syntax'], ['syntax']],
    ['', ['empty-file'], ['empty-file']],
    ['{"$x": 1}', ['unknown-directive'], ['unknown-directive']],
  ];
  for (const [text, editor, cli] of CASES) {
    it(JSON.stringify(text), () => {
      const findings = findingsOf(text);
      const rules = (host: 'editor' | 'cli') => blocking(findings, host).map(({ rule }) => rule);
      assert.deepStrictEqual({ editor: rules('editor'), cli: rules('cli') }, { editor, cli });
    });
  }

  it('the editor reports syntax, duplicates, comments and trailing commas by itself', () => {
    const findings = findingsOf('{"a": 1, "a": 2, /* c */ "$x": yes,}');
    assert.deepStrictEqual(
      findings.filter((finding) => !isReportedByEditor(finding)).map(({ rule }) => rule),
      ['unknown-directive'],
    );
  });
});
