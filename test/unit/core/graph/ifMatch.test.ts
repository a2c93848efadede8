import assert from 'node:assert/strict';
import { parseIfMatchDirective, parseIfMatchOption } from '../../../../src/core/graph/ifMatch';

type Parsed = ReturnType<typeof parseIfMatchDirective>;

function shown(parsed: Parsed): string {
  return parsed.kind === 'tag' ? `tag ${parsed.tag}` : parsed.kind;
}

describe('If-Match as the user writes it', () => {
  const CASES: readonly (readonly [value: string, directive: string, option: string])[] = [
    ['W/"a"', 'tag W/"a"', 'tag W/"a"'],
    ['"a"', 'tag "a"', 'tag "a"'],
    ['*', 'any', 'any'],
    ['none', 'none', 'none'],
    // Modes belong to settings and the command line: in a file they would read as tags.
    ['auto', 'malformed', 'auto'],
    ['require', 'malformed', 'require'],
    ['NONE', 'malformed', 'malformed'],
    ['', 'malformed', 'malformed'],
    ['a', 'malformed', 'malformed'],
  ];
  for (const [value, directive, option] of CASES) {
    it(JSON.stringify(value), () => {
      assert.deepStrictEqual(
        { directive: shown(parseIfMatchDirective(value)), option: shown(parseIfMatchOption(value)) },
        { directive, option },
      );
    });
  }
});
