import { MAX_PAYLOAD_BYTES } from '../../payload/limits';
import { type Text, text as say } from '../../text';
import { type Found, type Header, TOO_LARGE } from '../model';
import { Reader } from './reader';
import { isOpen, jsonOf, type Value } from './values';

const COMMAND = /\bInvoke-(?:MgGraphRequest|GraphRequest|RestMethod|WebRequest)\b/i;
const COMMAND_HERE = /Invoke-(?:MgGraphRequest|GraphRequest|RestMethod|WebRequest)\b/iy;
const ASSIGNMENT = /(?:\[[\w.]{1,80}\][ \t]*)?\$(?:script:|global:)?(\w{1,100})[ \t]*=(?!=)/iy;
const PARAMETER = /-([A-Za-z]{1,40})(?::[ \t]*)?/y;
const SPLAT = /@(\w{1,100})/y;
const SWITCHES = new Set(['passthru', 'skipheadervalidation', 'verbose', 'debug', 'usebasicparsing']);

/** Reads `Invoke-MgGraphRequest` with the variables that the script sets before it. */
export function readPowerShell(text: string): Found {
  if (!COMMAND.test(text)) return undefined;
  const reader = new Reader(text);
  while (!reader.isAtEnd) {
    reader.skip(true);
    const before = reader.at;
    const name = reader.take(ASSIGNMENT)?.[1];
    reader.skip(false);
    if (reader.take(COMMAND_HERE) !== undefined) return requestOf(parameters(reader));
    if (name !== undefined) {
      const value = reader.value();
      if (value !== undefined) reader.variables.set(name.toLowerCase(), value);
    }
    skipStatement(reader);
    if (reader.at === before) reader.at += 1;
  }
  return undefined;
}

/** Goes to the next line; texts and tables in between may have line ends of their own. */
function skipStatement(reader: Reader): void {
  while (!reader.isAtEnd) {
    reader.skip(false);
    if (reader.take(/[\n;]/y) !== undefined) return;
    const before = reader.at;
    reader.value();
    if (reader.at === before) reader.at += 1;
  }
}

function parameters(reader: Reader): Map<string, Value> {
  const named = new Map<string, Value>();
  const positional: Value[] = [];
  for (;;) {
    reader.skip(false);
    if (reader.isAtEnd || /[\n;|)}]/.test(reader.text[reader.at] ?? '')) break;
    const before = reader.at;
    const splat = reader.take(SPLAT)?.[1];
    const parameter = splat === undefined ? reader.take(PARAMETER)?.[1]?.toLowerCase() : undefined;
    if (splat !== undefined) {
      const table = reader.lookup(splat);
      if (table?.kind === 'table')
        table.entries.forEach(([key, value]) => named.set(key.toLowerCase(), value));
    } else if (parameter !== undefined) {
      if (SWITCHES.has(parameter)) continue;
      reader.skip(false);
      const value = reader.value();
      if (value !== undefined) named.set(parameter, value);
    } else {
      const value = reader.value();
      if (value !== undefined) positional.push(value);
    }
    if (reader.at === before) reader.at += 1;
  }
  // The order that the cmdlet's documentation gives; the method can be left out.
  const isMethod = /^[A-Za-z]+$/.test(textOf(positional[0]));
  const order = ['method', 'uri', 'body'].filter((name) => !named.has(name));
  for (const name of order.slice(order[0] === 'method' && !isMethod ? 1 : 0)) {
    const value = positional.shift();
    if (value !== undefined) named.set(name, value);
  }
  return named;
}

function requestOf(named: ReadonlyMap<string, Value>): Found {
  const url = textOf(named.get('uri'));
  if (url === '') {
    return {
      kind: 'refused',
      reason: say('The command has no -Uri that can be read. Copy the lines that set its variables, too.'),
    };
  }
  const headers = named.get('headers');
  const found: Header[] =
    headers?.kind === 'table' ? headers.entries.map(([name, value]) => [name, textOf(value)]) : [];
  if (named.has('authorization') || named.has('token')) found.push(['Authorization', '']);
  const body = bodyOf(named.get('body'));
  if (body.kind === 'refused') return body;
  const method = textOf(named.get('method')) || 'GET';
  const notices = [
    ...body.notices,
    ...(headers !== undefined && headers.kind !== 'table'
      ? [say('The headers are in a variable that was not copied along.')]
      : []),
    ...(named.has('inputfilepath')
      ? [say('The body is in a file that the command names. Paste its content here.')]
      : []),
  ];
  return { kind: 'request', request: { method, url, headers: found, body: body.text, notices } };
}

function bodyOf(
  value: Value | undefined,
):
  | { readonly kind: 'body'; readonly text: string | undefined; readonly notices: readonly Text[] }
  | { readonly kind: 'refused'; readonly reason: Text } {
  if (value === undefined) return { kind: 'body', text: undefined, notices: [] };
  if (value.kind === 'text' && value.isOpen && /^\$[\w.:]+$/.test(value.text)) {
    const notice = say('The body is in a variable that was not copied along. Paste its content here.');
    return { kind: 'body', text: undefined, notices: [notice] };
  }
  const text = value.kind === 'text' ? value.text : jsonOf(value, MAX_PAYLOAD_BYTES);
  if (text === undefined) {
    return { kind: 'refused', reason: TOO_LARGE };
  }
  const notice = say('The body has variables of the script. Put their values in their places.');
  return { kind: 'body', text, notices: isOpen(value) ? [notice] : [] };
}

function textOf(value: Value | undefined): string {
  return value?.kind === 'text' ? value.text : '';
}
