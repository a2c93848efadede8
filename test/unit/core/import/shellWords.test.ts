import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { quote } from 'shell-quote';
import { cmdWords } from '../../../../src/core/import/cmdWords';
import { ShellVariables } from '../../../../src/core/import/shellVariables';
import { shellWords } from '../../../../src/core/import/shellWords';

const texts = (line: string): string[] => shellWords(line).words.map(({ text }) => text);

describe('shellWords', () => {
  for (const [line, words] of [
    ['a  b\tc', ['a', 'b', 'c']],
    ['a \\\n  b', ['a', 'b']],
    ['a\\\nb', ['ab']],
    [`'a "b" \\ $c'`, ['a "b" \\ $c']],
    [`"a 'b' \\"c\\" \\\\ \\$d \\e \\\nf"`, [`a 'b' "c" \\ $d \\e f`]],
    [`'it'\\''s'`, [`it's`]],
    [`a'b'"c"d`, ['abcd']],
    [`'' ""`, ['', '']],
    [`$'it\\'s \\u00e9 \\x41 \\101 \\n \\q'`, [`it's é A A \n \\q`]],
    ['https://h/a?b=c*d#e', ['https://h/a?b=c*d#e']],
    ['a # b', ['a']],
    ['"${}" $x', ['${}', '$x']],
    ['a \\', ['a', '']],
  ] as const) {
    it(`reads ${JSON.stringify(line)}`, () => {
      assert.deepEqual(texts(line), words);
    });
  }

  it('ends with the command', () => {
    for (const end of ['\n', ';', ' | ', ' && ', ' > ']) {
      const { words, more } = shellWords(`a b${end}c`);
      assert.deepEqual([words.map(({ text }) => text), more], [['a', 'b'], true], JSON.stringify(end));
    }
    assert.equal(shellWords('a b\n \n').more, false);
  });

  it('notices variables and a quote that is open', () => {
    const { words } = shellWords(`"$a" '$a' \\$a \`a\` "\\$a"`);
    assert.deepEqual(
      words.map(({ hasVariables }) => hasVariables),
      [true, false, false, true, false],
    );
    for (const open of [`'a`, `"a`, `$'a`, `"a\\"`]) assert.equal(shellWords(open).isCut, true, open);
  });

  it('puts in what is known of variables, as one word', () => {
    const variables = new ShellVariables();
    variables.set('a', `x 'y'`);
    const { words } = shellWords(`-$a-\${a}-"$a" '$a' \\$a $ab "\${a:-z}"`, variables);
    assert.deepEqual(
      words.map(({ text, hasVariables }) => [text, hasVariables]),
      [
        [`-x 'y'-x 'y'-x 'y'`, false],
        ['$a', false],
        ['$a', false],
        ['$ab', true],
        ['${a:-z}', true],
      ],
    );
  });

  const word = fc.string({
    unit: fc.constantFrom(...Array.from('ab \t"\'\\$`!#{}&;|<>()*?~é😀=,:')),
    maxLength: 12,
  });

  it('reads back what another library has quoted', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        assert.deepEqual(texts(quote(words)), words);
      }),
    );
  });

  (process.platform === 'win32' ? it.skip : it)('reads what a shell reads', () => {
    const pieces = fc.constantFrom(
      `'a b'`,
      `"c\\"d"`,
      `"\\e\\\\"`,
      'f\\ g',
      '\\\n',
      ' ',
      `''`,
      `"h\\\ni"`,
      `"'"`,
      'j#',
      `'"'`,
    );
    const lines = fc.sample(fc.array(pieces, { minLength: 1, maxLength: 8 }), { seed: 1, numRuns: 60 });
    for (const line of lines.map((parts) => parts.join(''))) {
      const script = `w() { for word; do printf '%s\\0' "$word"; done; }\nw x ${line}\n`;
      const output = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
      assert.deepEqual(texts(`x ${line}`), output, line);
    }
  });
});

describe('cmdWords', () => {
  for (const [line, words] of [
    ['a ^\n  b', ['a', 'b']],
    [String.raw`-d "{\"a\": \"b c\"}"`, ['-d', '{"a": "b c"}']],
    [String.raw`^"a b^" ^"^{^\^"a^\^":1^}^"`, ['a b', '{"a":1}']],
    [String.raw`"a\\" "a\b"`, ['a\\', 'a\\b']],
    ['"a^b" c^^d', ['a^b', 'c^d']],
  ] as const) {
    it(`reads ${JSON.stringify(line)}`, () => {
      assert.deepEqual(
        cmdWords(line).words.map(({ text }) => text),
        words,
      );
    });
  }
});
