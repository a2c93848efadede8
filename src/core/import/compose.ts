import type { PayloadDocument } from '../payload/model';
import { parsePayload } from '../payload/parse';
import { type Text, text as say } from '../text';
import type { DirectiveLine } from './model';

/** A payload file's text, made of directives and a request's body. The body stays as it was written. */
export function composePayload(
  directives: readonly DirectiveLine[],
  body: string | undefined,
): { text: string; notices: Text[] } {
  if (body === undefined || body.trim() === '') {
    return { text: objectOf(directives), notices: [say('The request has no body: the payload is empty.')] };
  }
  const trimmed = body.trim();
  const document = parsePayload(trimmed);
  const isClean = document.problems.every(({ kind }) => kind !== 'syntax');
  if (document.root?.type !== 'object') {
    const notices = [say('The body is not a JSON object. It stands as it was written: put it right.')];
    return { text: `${directives.length === 0 ? '' : objectOf(directives)}${trimmed}\n`, notices };
  }
  const own = new Set(document.members.map(({ name }) => name));
  const added = directives.filter(([name]) => !own.has(name));
  const notices = isClean
    ? []
    : [say('The body is not valid JSON. It stands as it was written: put it right.')];
  if (added.length < directives.length) {
    notices.push(say('The body has directives of its own: they were kept.'));
  }
  return { text: `${insert(document, document.root.offset, added)}\n`, notices };
}

/** Whether a document is a JSON batch: several requests in one body. */
export function isBatchBody({ members }: PayloadDocument): boolean {
  return members.some(
    ({ name, value }) =>
      name === 'requests' &&
      value?.type === 'array' &&
      (value.children ?? []).some(({ children = [] }) =>
        children.some(({ children: [key] = [] }) => key?.value === 'url'),
      ),
  );
}

/** Puts the directives behind the opening brace. Adds white space and commas, and takes nothing but white space away. */
function insert(
  { text, members }: PayloadDocument,
  brace: number,
  directives: readonly DirectiveLine[],
): string {
  if (directives.length === 0) return text;
  const [first] = members;
  const before = text.slice(0, brace + 1);
  const after = text.slice(brace + 1);
  const isMultiLine = text.slice(brace, first?.offset ?? text.length).includes('\n');
  const indent = isMultiLine && first !== undefined ? indentAt(text, first.offset) : '  ';
  const head = `${before}\n${linesOf(directives, indent)}${first === undefined ? '' : ','}`;
  if (isMultiLine) return head + after;
  // On one line: the members go to the next, and the closing brace to one of its own where it ends the text.
  const rest = after.trimStart();
  const tail = /^[^\n]*\}$/.test(rest) ? `${rest.slice(0, -1).trimEnd()}\n}` : rest;
  return first === undefined && tail.startsWith('\n') ? head + tail : `${head}\n${indent}${tail}`;
}

/** The white space before a place on its line; two spaces where there is something else. */
function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]+$/.test(line) ? line : '  ';
}

function objectOf(directives: readonly DirectiveLine[]): string {
  return directives.length === 0 ? '{}\n' : `{\n${linesOf(directives, '  ')}\n}\n`;
}

function linesOf(directives: readonly DirectiveLine[], indent: string): string {
  return directives.map(([name, value]) => `${indent}"${name}": ${JSON.stringify(value)}`).join(',\n');
}
