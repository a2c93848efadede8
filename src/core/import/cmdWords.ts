import type { Word } from './shellWord';
import type { CommandLine } from './shellWords';

/** Whether a command is written for the Windows command prompt: only that continues lines with `^`. */
export function isCmd(text: string): boolean {
  return /\^[ \t]*\n/.test(text) || /\^"/.test(text);
}

/**
 * Splits a command as Windows does, in two passes: the prompt takes the carets away, and the program's start-up code
 * takes the quotes.
 */
export function cmdWords(text: string): CommandLine {
  const { line, more } = withoutCarets(text);
  const words: Word[] = [];
  let word: string | undefined;
  let isQuoted = false;
  for (const [piece] of line.matchAll(/(\\*)"|\\+|[ \t]+|[^\\" \t]+/g)) {
    if (piece.endsWith('"')) {
      // Backslashes count only before a quote: two stand for one, and an odd one escapes the quote.
      const slashes = piece.length - 1;
      word = (word ?? '') + '\\'.repeat(slashes >> 1);
      if (slashes % 2 === 1) word += '"';
      else isQuoted = !isQuoted;
    } else if (!isQuoted && (piece.startsWith(' ') || piece.startsWith('\t'))) {
      if (word !== undefined) words.push({ text: word, hasVariables: false });
      word = undefined;
    } else {
      word = (word ?? '') + piece;
    }
  }
  if (word !== undefined) words.push({ text: word, hasVariables: false });
  return { words, more, isCut: isQuoted };
}

/** The prompt's part: `^` escapes outside of quotes, and the first line end that is not escaped ends the command. */
function withoutCarets(text: string): { line: string; more: boolean } {
  let line = '';
  let isQuoted = false;
  for (const { 0: piece, index } of text.matchAll(/\^[ \t]*\n[ \t]*|\^[\s\S]?|"|\n|[^^"\n]+/g)) {
    if (piece === '\n') return { line, more: text.slice(index).trim() !== '' };
    if (piece === '"') isQuoted = !isQuoted;
    if (!piece.startsWith('^') || isQuoted) line += piece;
    else line += piece.includes('\n') ? ' ' : piece.slice(1);
  }
  return { line, more: false };
}
