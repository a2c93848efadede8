import { isTooLarge, MAX_PAYLOAD_BYTES } from '../payload/limits';
import { text as say } from '../text';
import { looseMembers, type LooseText } from './looseMembers';
import { type Found, type Header, TOO_LARGE } from './model';
import { jsonEnd } from './jsonEnd';

const REQUEST_LINE = /^\s*(GET|PUT|POST|PATCH|DELETE)\s+(\S+)(?:\s+HTTP\/[\d.]+)?\s*$/;
/** A token and a colon (RFC 9112, section 5). An address in a body that no empty line parts off is none. */
const HEADER = /^\s*([!#$%&'*+.^_`|~\w-]+)[ \t]*:(?!\/\/)[ \t]*(.*)$/;
const COMMENT = /^\s*(?:#|\/\/)/;
/** What may stand before a request in a `.http` file: comments, variables, separators. */
const PREAMBLE = /^\s*(?:$|#|\/\/|@[\w-]+\s*=|<!--)/;
const VARIABLE = /^\s*@([\w-]+)\s*=\s*(.{0,1000})$/;
/** What is left when all variables that are set have their values: others, and what only an editor can work out. */
const UNKNOWN_VARIABLE = /\{\{[^{}\n]{1,200}\}\}/;
/** Where a request of a `.http` file, or a sample of the documentation, is over. */
const END = /^\s*(?:###|> |HTTP\/\d|```)/;
/** No request line or header is longer; a limit keeps odd input from being matched for long. */
const MAX_LINE = 8192;

/** Variables within variables; more is a circle. */
const MAX_DEPTH = 8;

interface Start {
  readonly at: number;
  readonly method: string;
  readonly url: string;
  readonly hasHeaders: boolean;
}

/**
 * Reads a request as HTTP writes it. Prose may stand around it, as on a page of the documentation: there, only
 * addresses of virtual appointments count as requests.
 */
export function readHttp(text: string): Found {
  const lines = text.split('\n');
  const variables = new Map<string, string>();
  const resolve = (value: string): string => filledIn(value, variables);
  const starts = requestLines(lines, variables, resolve);
  const withHeaders = starts.filter(({ hasHeaders }) => hasHeaders);
  const changes = ({ method }: Start): boolean => method === 'PATCH';
  const start = withHeaders.find(changes) ?? starts.find(changes) ?? withHeaders[0] ?? starts[0];
  if (start === undefined) return undefined;

  const { headers, end } = headersFrom(lines, start.at + 1);
  const written = bodyLines(lines, end);
  const filled = resolve(written);
  if (isTooLarge(filled)) return { kind: 'refused', reason: TOO_LARGE };
  const body = bodyFrom(filled);
  if (body.kind === 'ambiguous') return { kind: 'refused', reason: body.reason };
  // A page names a request before it shows one with its headers.
  const several = new Set([...withHeaders, start]).size > 1;
  const notices = [
    ...(several
      ? [
          say(
            'There are several requests: the first PATCH was taken over, or the first one where none is a PATCH.',
          ),
        ]
      : []),
    ...(body.more ? [say('What stands after the body was left out.')] : []),
    ...(UNKNOWN_VARIABLE.test(body.text ?? '')
      ? [say('The body has variables that nothing sets here. Put their values in their places.')]
      : []),
  ];
  const { method, url } = start;
  return {
    kind: 'request',
    request: {
      method,
      url: resolve(url),
      headers: headers.map(([name, value]) => [name, resolve(value)]),
      body: body.text,
      notices,
    },
  };
}

/** The headers, and the line behind the last of them. `.http` files may have comments in between. */
function headersFrom(lines: readonly string[], from: number): { headers: Header[]; end: number } {
  const headers: Header[] = [];
  let end = from;
  for (let at = from; at < lines.length; at += 1) {
    const [, name, value = ''] = match(HEADER, lines[at]) ?? [];
    if (name !== undefined) {
      headers.push([name, value]);
      end = at + 1;
    } else if (match(COMMENT, lines[at]) === undefined) break;
  }
  return { headers, end };
}

function requestLines(
  lines: readonly string[],
  variables: Map<string, string>,
  resolve: (value: string) => string,
): Start[] {
  const starts: Start[] = [];
  let onlyPreamble = true;
  for (const [at, line] of lines.entries()) {
    const [, method, url] = match(REQUEST_LINE, line) ?? [];
    if (method !== undefined && url !== undefined && /[/{]/.test(url)) {
      if (onlyPreamble || /\/virtualAppointment\b/i.test(resolve(url))) {
        starts.push({ at, method, url, hasHeaders: match(HEADER, lines[at + 1]) !== undefined });
      }
      onlyPreamble = false;
    } else if (onlyPreamble || starts.length === 0) {
      const [, name, value] = match(VARIABLE, line) ?? [];
      if (name !== undefined && value !== undefined) variables.set(name, value.trim());
      onlyPreamble &&= match(PREAMBLE, line) !== undefined;
    }
  }
  return starts;
}

function match(pattern: RegExp, line: string | undefined): RegExpExecArray | undefined {
  if (line === undefined || line.length > MAX_LINE) return undefined;
  return pattern.exec(line) ?? undefined;
}

/**
 * Puts the values of variables in their places, and those of the variables in them, up to a text that is too large for a
 * request.
 */
function filledIn(text: string, variables: ReadonlyMap<string, string>): string {
  let room = MAX_PAYLOAD_BYTES;
  const fill = (part: string, depth: number): string =>
    part.replace(/\{\{\s*([\w-]{1,100})\s*\}\}/g, (whole, name: string) => {
      const value = variables.get(name);
      if (value === undefined || room < 0) return whole;
      room -= value.length;
      return depth < MAX_DEPTH ? fill(value, depth + 1) : value;
    });
  return fill(text, 1);
}

/** What stands behind the headers, without the empty lines before it. */
function bodyLines(lines: readonly string[], from: number): string {
  const end = lines.findIndex((line, at) => at >= from && END.test(line));
  const rest = lines.slice(from, end < 0 ? undefined : end);
  const first = rest.findIndex((line) => line.trim() !== '');
  return rest.slice(Math.max(0, first)).join('\n');
}

/** The body at the beginning of a text. `more`: something that is no part of it follows. */
function bodyFrom(
  text: string,
): { kind: 'body'; text: string | undefined; more: boolean } | Extract<LooseText, { kind: 'ambiguous' }> {
  if (text.trim() === '') return { kind: 'body', text: undefined, more: false };
  if (/^\s*"/.test(text)) {
    const loose = looseMembers(text);
    return loose.kind === 'ambiguous' ? loose : { kind: 'body', text: loose.text, more: loose.more };
  }
  const close = jsonEnd(text);
  const after = close === undefined ? '' : text.slice(close);
  // On its own line it is the page's; on the body's line it is a slip in the body.
  return /^[ \t]*\n\s*\S/.test(after)
    ? { kind: 'body', text: text.slice(0, close), more: true }
    : { kind: 'body', text, more: false };
}
