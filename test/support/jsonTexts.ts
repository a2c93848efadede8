import fc from 'fast-check';

/*
 * JSON as text rather than as values: white space, escapes, number spellings and, where asked for, the comments and
 * trailing commas that payload files may have.
 */

export interface JsonTextOptions {
  /** Adds comments and trailing commas. */
  readonly relaxed?: boolean;
}

const STRICT_SPACE = fc.constantFrom('', '', '', ' ', '\n', '\r\n', '\t', '  \n  ');
const RELAXED_SPACE = fc.oneof(
  { weight: 4, arbitrary: STRICT_SPACE },
  { weight: 1, arbitrary: fc.constantFrom('/* , ] } */', '// a "comment", ]\n', ' /**/ ', '//\r\n') },
);
const NUMBER = fc.constantFrom(
  '0',
  '-0',
  '1',
  '1.0',
  '9007199254740993',
  '123456789012345678901234567890',
  '1e400',
  '-1.50E+10',
  '0.1e-7',
);
const STRING = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }).map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '"\\u0041"',
    '"\\/"',
    '"\\ud83d\\ude00"',
    '"\\ud800"',
    '"// no comment, ]"',
    '"\u2028"',
    '""',
  ),
);

function gap({ relaxed = false }: JsonTextOptions): fc.Arbitrary<string> {
  return relaxed ? RELAXED_SPACE : STRICT_SPACE;
}

function between(open: string, entries: readonly string[], close: string, trailingComma: boolean): string {
  return `${open}${entries.join(',')}${trailingComma && entries.length > 0 ? ',' : ''}${close}`;
}

function spaced(entry: fc.Arbitrary<string>, options: JsonTextOptions): fc.Arbitrary<string> {
  return fc.tuple(gap(options), entry, gap(options)).map((parts) => parts.join(''));
}

function trailing({ relaxed = false }: JsonTextOptions): fc.Arbitrary<boolean> {
  return relaxed ? fc.boolean() : fc.constant(false);
}

/** An object's text with the given kind of names; no name comes twice. */
function objectText(
  name: fc.Arbitrary<string>,
  value: fc.Arbitrary<string>,
  options: JsonTextOptions,
): fc.Arbitrary<string> {
  const member = fc.record({
    key: name,
    value: spaced(value, options),
    before: gap(options),
    after: gap(options),
  });
  const members = fc.uniqueArray(member, { maxLength: 4, selector: ({ key }) => JSON.parse(key) as string });
  return fc.tuple(members, trailing(options), gap(options)).map(([all, comma, inside]) =>
    between(
      '{',
      all.map(({ key, value: text, before, after }) => `${before}${key}${after}:${text}`),
      `${inside}}`,
      comma,
    ),
  );
}

export function jsonValue(options: JsonTextOptions = {}): fc.Arbitrary<string> {
  return fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('null', 'true', 'false'),
      NUMBER,
      STRING,
      fc
        .tuple(fc.array(spaced(tie('value'), options), { maxLength: 3 }), trailing(options), gap(options))
        .map(([entries, comma, inside]) => between('[', entries, `${inside}]`, comma)),
      objectText(STRING, tie('value'), options),
    ),
  })).value;
}

/** A payload file's text: an object at the top, directives among its members. */
export function payloadText(options: JsonTextOptions = {}): fc.Arbitrary<string> {
  const name = fc.oneof(
    { weight: 3, arbitrary: STRING },
    {
      weight: 1,
      arbitrary: fc.constantFrom('"$meeting"', '"\\u0024user"', '"$x"', '"__proto__"', '"1"', '"0"'),
    },
  );
  return fc
    .tuple(gap(options), objectText(name, jsonValue(options), options), gap(options))
    .map((parts) => parts.join(''));
}

/** Text that is nearly JSON: a valid one with pieces cut out, doubled or put in. */
export function brokenJson(): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.nat({ max: 200 }),
    drop: fc.nat({ max: 3 }),
    insert: fc.constantFrom(
      '',
      ',',
      ':',
      '{',
      '}',
      '[',
      ']',
      '"',
      '\\',
      '-',
      '0',
      '1e',
      '\u0000',
      '\n',
      'tru',
      '//',
      '/*',
      '\ufeff',
      '\u00a0',
    ),
  });
  return fc.tuple(jsonValue(), fc.array(edit, { maxLength: 3 })).map(([json, edits]) =>
    edits.reduce((text, { at, drop, insert }) => {
      const place = text.length === 0 ? 0 : at % (text.length + 1);
      return text.slice(0, place) + insert + text.slice(place + drop);
    }, json),
  );
}
