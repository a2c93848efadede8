import assert from 'node:assert/strict';
import fc from 'fast-check';
import { markedColours } from '../../../src/cli/colour';
import { clean } from '../../../src/cli/console';
import { property, runs } from '../../support/fuzz';

/** What build systems take for a command, as their sources read a line. https://github.com/actions/runner, ActionCommand.cs */
const COMMANDS = /^[^\S\n]*(?:::|\[command\])|##\w*\[/m;
/** What a terminal acts on, but for the colours that we paint. */
const ESCAPES = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;

describe('what the command line prints', () => {
  const CASES: readonly (readonly [name: string, text: string, printed: string])[] = [
    ['plain text', 'Zoë 東京 😀 a: "b"', 'Zoë 東京 😀 a: "b"'],
    ['line breaks of any kind', 'a\r\nb\rc\n\td', 'a\nb\nc\n\td'],
    ['a terminal sequence', 'a\u001b[2Jb', 'a\\u001b[2Jb'],
    ['one in a single character', 'a\u009b31mb', 'a\\u009b31mb'],
    ['marks of text direction', '\u202ea\u2066b\u200fc', '\\u202ea\\u2066b\\u200fc'],
    ['a command to GitHub', '::set-output name=a::b', '\\::set-output name=a::b'],
    ['regression: one behind white space of another kind', 'a\n\u00a0::stop::', 'a\n\u00a0\\::stop::'],
    ['one to Azure Pipelines', '##vso[task.complete]', '#\\u0023vso[task.complete]'],
    ['regression: one within a line', 'a ##vso[task.complete]', 'a #\\u0023vso[task.complete]'],
    ['one to TeamCity', `x ##teamcity[buildStop]`, `x #\\u0023teamcity[buildStop]`],
    ['one to older runners of GitHub', '###[add-path]', '##\\u0023[add-path]'],
    ['control: headings and addresses', '## a [b] ::1 #[c]', '## a [b] ::1 #[c]'],
  ];
  for (const [name, text, printed] of CASES) {
    it(name, () => {
      assert.equal(clean(text), printed);
    });
  }

  it('has the colours that were painted, and no others', () => {
    const { red } = markedColours(true);
    assert.equal(clean(`${red('a')} \u001b[31mb`), '\u001b[31ma\u001b[39m \\u001b[31mb');
  });

  it('law: nothing in it is acted on, and JSON means the same', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom(
        '::error::',
        '##',
        '#',
        '[',
        'vso[',
        '\n',
        '\r',
        '\u001b[',
        '\u2028',
        '\u202e',
        '\\',
        '"',
      ),
    );
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    fc.assert(
      property(text, (value) => {
        const printed = clean(value);
        assert.doesNotMatch(printed, ESCAPES);
        assert.doesNotMatch(printed, COMMANDS);
        assert.equal(clean(printed), printed);
        assert.deepEqual(JSON.parse(clean(JSON.stringify({ [value]: value }, null, 2))), { [value]: value });
      }),
      runs(1000),
    );
  });
});
