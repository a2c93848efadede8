import type { ShellVariables } from './shellVariables';
import type { Word } from './shellWord';

interface HereDocument {
  readonly stdin: Word;
  /** Behind what stands in the line of the command. */
  readonly end: number;
  /** Behind the lines of the document, which follow that line. */
  readonly after: number;
}

const OPERATOR = /<(-?)[ \t]*/y;
const DELIMITER = /'([^'\n]+)'|"([^"\n]+)"|\\?([\w.-]+)/y;

/**
 * Reads what `<<` hands over to a command as its standard input.
 *
 * @param at behind the first `<`
 * @returns `undefined`: another redirection, or a document that does not end
 */
export function hereDocument(text: string, at: number, variables: ShellVariables): HereDocument | undefined {
  OPERATOR.lastIndex = at;
  const [operator, dash] = OPERATOR.exec(text) ?? [];
  if (operator === undefined) return undefined;
  const from = at + operator.length;
  DELIMITER.lastIndex = from;
  const [written, single, double, bare] = DELIMITER.exec(text) ?? [];
  const delimiter = single ?? double ?? bare;
  const begin = text.indexOf('\n', from) + 1;
  if (written === undefined || delimiter === undefined || begin === 0) return undefined;
  const lines: string[] = [];
  for (let place = begin; place < text.length;) {
    const lineEnd = text.indexOf('\n', place);
    const line = text.slice(place, lineEnd < 0 ? undefined : lineEnd);
    const plain = dash === '-' ? line.replace(/^\t+/, '') : line;
    const next = lineEnd < 0 ? text.length : lineEnd + 1;
    if (plain === delimiter) {
      const body = lines.map((each) => `${each}\n`).join('');
      // A delimiter in quotes keeps the lines as they are.
      const isAsItIs = bare === undefined || written.startsWith('\\');
      const stdin = isAsItIs ? { text: body, hasVariables: false } : expanded(body, variables);
      return { stdin, end: from + written.length, after: next };
    }
    lines.push(plain);
    place = next;
  }
  return undefined;
}

/** The lines of a here-document, in which variables count as in double quotes, but quotes are no quotes. */
function expanded(body: string, variables: ShellVariables): Word {
  let text = '';
  let hasVariables = false;
  let at = 0;
  for (const { 0: piece, index } of body.matchAll(/\\[\\$`\n]|[$`]|[^\\$`]+|\\/g)) {
    // The name of a variable has been taken already.
    if (index < at) {
      text += piece.slice(at - index);
      continue;
    }
    at = index + piece.length;
    const known = piece === '$' ? variables.at(body, at) : undefined;
    if (known !== undefined) {
      text += known.value;
      at = known.end;
    } else if (piece.length === 2 && piece.startsWith('\\')) {
      if (piece[1] !== '\n') text += piece.slice(1);
    } else {
      hasVariables ||= piece === '$' || piece === '`';
      text += piece;
    }
  }
  return { text, hasVariables };
}
