import { unescapeAnsiC } from './ansiC';
import { hereDocument } from './hereDocument';
import { ShellVariables } from './shellVariables';
import type { Word } from './shellWord';

export interface CommandLine {
  readonly words: readonly Word[];
  /** Another command follows, or a pipe. */
  readonly more: boolean;
  /** A quote is open at the end. */
  readonly isCut: boolean;
}

export interface ShellCommand extends CommandLine {
  /** Where the next command begins. */
  readonly end: number;
  /** What ends this one: a line end, `;`, `|` and so on; nothing at the end of the text. */
  readonly endedBy: string;
  /** What a here-document or a here-string hands over as standard input. */
  readonly stdin: Word | undefined;
}

/*
 * Own code and not `shell-quote`: that one hands a line continuation on as an empty word, joins the next line's command
 * to this one, takes `?` in an address for a pattern and `#` for a comment, throws at `${}` and at a word of some
 * megabytes, and does not say when a quote is open. All of that is in commands that people paste.
 */

/** Sticky, so that nothing is scanned twice. */
const PLAIN = /[^\s\\'"$`;|&<>()#]+/y;
const DOUBLE_QUOTED_PLAIN = /[^"\\$`]+/y;

/**
 * Splits the first command of a POSIX shell's text into its words.
 *
 * @param variables what is known of them; others stay as they are written
 */
export function shellWords(text: string, variables = new ShellVariables()): ShellCommand {
  const words: Word[] = [];
  let word: string | undefined;
  let hasVariables = false;
  let at = 0;
  let stdin: Word | undefined;
  /** Whether the next word is what `<<<` hands over. */
  let isInput = false;
  /** Behind the here-document that the line has begun. */
  let afterDocument: number | undefined;
  const add = (part: string): void => {
    word = (word ?? '') + part;
  };
  const endWord = (): void => {
    if (word !== undefined) {
      if (isInput) stdin = { text: word, hasVariables };
      else words.push({ text: word, hasVariables });
      isInput = false;
    }
    word = undefined;
    hasVariables = false;
  };
  const done = (end: number, endedBy: string, isCut = false): ShellCommand => {
    endWord();
    return { words, more: text.slice(end).trim() !== '', isCut, end, endedBy, stdin };
  };

  while (at < text.length) {
    const plain = matchAt(PLAIN, text, at);
    if (plain !== '') {
      add(plain);
      at += plain.length;
      continue;
    }
    const character = text.charAt(at);
    const next = text.charAt(at + 1);
    at += 1;
    switch (character) {
      case ' ':
      case '\t':
        endWord();
        break;
      case '<': {
        if (text.startsWith('<<', at)) {
          endWord();
          isInput = true;
          at += 2;
          break;
        }
        // One is enough: each looks through the rest of the text for its end.
        const here = afterDocument === undefined ? hereDocument(text, at, variables) : undefined;
        if (here === undefined) return done(at, character);
        endWord();
        stdin = here.stdin;
        at = here.end;
        afterDocument = here.after;
        break;
      }
      case '\n':
        return done(afterDocument ?? at, character);
      case ';':
      case '|':
      case '&':
      case '>':
      case '(':
      case ')':
        return done(at, character);
      case '\\':
        at += next.length;
        // Before a line end it continues the command.
        if (next !== '\n') add(next);
        break;
      case '"':
      case "'": {
        const quoted = character === "'" ? singleQuoted(text, at) : doubleQuoted(text, at, variables);
        add(quoted.text);
        hasVariables ||= quoted.hasVariables;
        at = quoted.end;
        if (!quoted.isClosed) return done(text.length, '', true);
        break;
      }
      case '$': {
        if (next === "'") {
          const quoted = unescapeAnsiC(text, at + 1);
          add(quoted.text);
          at = quoted.end;
          if (!quoted.isClosed) return done(text.length, '', true);
          break;
        }
        const known = variables.at(text, at);
        hasVariables ||= known === undefined;
        add(known?.value ?? character);
        at = known?.end ?? at;
        break;
      }
      case '#':
        // A comment begins where a word would.
        if (word === undefined) return done(afterLine(text, at), '\n');
        add(character);
        break;
      default:
        hasVariables ||= character === '`';
        add(character);
    }
  }
  return done(text.length, '');
}

interface Quoted {
  readonly text: string;
  /** Behind the closing quote. */
  readonly end: number;
  readonly isClosed: boolean;
  readonly hasVariables: boolean;
}

function singleQuoted(text: string, from: number): Quoted {
  const close = text.indexOf("'", from);
  return close < 0
    ? { text: text.slice(from), end: text.length, isClosed: false, hasVariables: false }
    : { text: text.slice(from, close), end: close + 1, isClosed: true, hasVariables: false };
}

function doubleQuoted(text: string, from: number, variables: ShellVariables): Quoted {
  let inside = '';
  let hasVariables = false;
  let at = from;
  while (at < text.length) {
    const plain = matchAt(DOUBLE_QUOTED_PLAIN, text, at);
    inside += plain;
    at += plain.length;
    const character = text.charAt(at);
    const next = text.charAt(at + 1);
    at += 1;
    if (character === '"') return { text: inside, end: at, isClosed: true, hasVariables };
    if (character === '\\' && next !== '' && '$`"\\\n'.includes(next)) {
      if (next !== '\n') inside += next;
      at += 1;
    } else {
      const known = character === '$' ? variables.at(text, at) : undefined;
      hasVariables ||= known === undefined && (character === '$' || character === '`');
      inside += known?.value ?? character;
      at = known?.end ?? at;
    }
  }
  return { text: inside, end: text.length, isClosed: false, hasVariables };
}

function afterLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
