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

const SUBSTITUTION = /[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)=("?)\$\([ \t]*cat[ \t]+</y;
const SUBSTITUTION_END = /\s*\)("?)[ \t]*;?[ \t]*(?:\n|$)/y;

/** Whether a script may set a variable to a here-document at a place. */
export function isDocumentSubstituted(text: string, at: number): boolean {
  SUBSTITUTION.lastIndex = at;
  return SUBSTITUTION.test(text);
}

/**
 * Reads a variable that a script sets to a here-document: `BODY=$(cat <<'EOF'`, its lines, and `)`.
 *
 * @returns its value, `undefined` where only the shell knows it, and the place behind it; `undefined`: something else
 *   stands there
 */
export function substitutedDocument(
  text: string,
  at: number,
  variables: ShellVariables,
): { readonly name: string; readonly value: string | undefined; readonly end: number } | undefined {
  SUBSTITUTION.lastIndex = at;
  const [written, name, quote] = SUBSTITUTION.exec(text) ?? [];
  if (written === undefined || name === undefined) return undefined;
  const document = hereDocument(text, at + written.length, variables);
  if (document === undefined) return undefined;
  SUBSTITUTION_END.lastIndex = document.after;
  const [closing, closingQuote] = SUBSTITUTION_END.exec(text) ?? [];
  const isBare = /^[ \t]*$/.test(text.slice(document.end, text.indexOf('\n', document.end)));
  if (closing === undefined || closingQuote !== quote || !isBare) return undefined;
  const { stdin } = document;
  // A substitution drops the line ends at the end.
  const value = stdin.hasVariables ? undefined : stdin.text.replace(/\n+$/, '');
  return { name, value, end: document.after + closing.length };
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
