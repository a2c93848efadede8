import { MAX_PAYLOAD_BYTES } from '../../payload/limits';
import { type Text, text as say } from '../../text';
import { type Found, type Header, TOO_LARGE } from '../model';
import { changedVariables } from './changes';
import { type Parameters, readParameters } from './parameters';
import { Reader } from './reader';
import { holds, isOpen, jsonOf, textOf, type Value } from './values';

const COMMAND = /\bInvoke-(?:MgGraphRequest|GraphRequest|RestMethod|WebRequest)\b/i;
const COMMAND_HERE = /Invoke-(?:MgGraphRequest|GraphRequest|RestMethod|WebRequest)\b/iy;
const ASSIGNMENT = /(?:\[[\w.]{1,80}\][ \t]*)?\$(?:script:|global:)?(\w{1,100})[ \t]*=(?!=)/iy;
const CHANGE = /\$(?:script:|global:)?(\w{1,100})[ \t]*[-+*/%]=/iy;

/** Reads `Invoke-MgGraphRequest` with the variables that the script sets before it. */
export function readPowerShell(text: string): Found {
  if (!COMMAND.test(text)) return undefined;
  const reader = new Reader(text);
  let isCut = false;
  while (!reader.isAtEnd) {
    reader.skip(true);
    const before = reader.at;
    const name = reader.take(ASSIGNMENT)?.[1];
    reader.skip(false);
    const start = reader.at;
    if (reader.take(COMMAND_HERE) !== undefined) {
      return requestOf(readParameters(reader), changedValues(reader, text.slice(0, start)));
    }
    if (name !== undefined) {
      const value = reader.statement();
      isCut ||= value?.kind === 'cut';
      if (value !== undefined) reader.variables.set(name.toLowerCase(), value);
    } else {
      forgetChanged(reader);
    }
    skipStatement(reader);
    if (reader.at === before) reader.at += 1;
  }
  // What was cut has taken the command with it.
  return isCut ? { kind: 'refused', reason: CUT } : undefined;
}

/** A text or a number that is added to is another one from there on, and may stand in others before the command comes. */
function forgetChanged(reader: Reader): void {
  const name = reader.take(CHANGE)?.[1];
  const kind = name === undefined ? undefined : reader.lookup(name)?.kind;
  if (name !== undefined && (kind === 'text' || kind === 'literal')) {
    reader.variables.delete(name.toLowerCase());
  }
}

/** What variables stand for that the script changes later: the same value can be in others by then. */
function changedValues(reader: Reader, script: string): Set<Value> {
  const values = [...changedVariables(script)].map((name) => reader.lookup(name));
  return new Set(values.filter((value) => value !== undefined));
}

/** Goes to the next line or block; texts and tables in between may have line ends of their own. */
function skipStatement(reader: Reader): void {
  while (!reader.isAtEnd) {
    reader.skip(false);
    if (reader.take(/[\n;{}]/y) !== undefined) return;
    const before = reader.at;
    reader.argument();
    if (reader.at === before) reader.at += 1;
  }
}

function requestOf({ named, splatted, more }: Parameters, changed: ReadonlySet<Value>): Found {
  const used = [...named.values(), ...splatted];
  if (used.some((value) => holds(value, ({ kind }) => kind === 'cut'))) {
    return { kind: 'refused', reason: CUT };
  }
  const uri = named.get('uri');
  // An expression has no parts that could be told from one another.
  const url = textOf(uri);
  if (url === '' && uri?.kind !== 'expression') {
    return {
      kind: 'refused',
      reason: say('The command has no -Uri that can be read. Copy the lines that set its variables, too.'),
    };
  }
  const headers = named.get('headers');
  const found: Header[] = headers?.kind === 'table' ? headers.entries.map(headerOf) : [];
  if (named.has('authorization') || named.has('token')) found.push(['Authorization', '']);
  const body = bodyOf(named.get('body'));
  if (body.kind === 'refused') return body;
  const method = textOf(named.get('method')) || 'GET';
  const notices = [
    ...body.notices,
    ...(used.some((value) => holds(value, (each) => changed.has(each)))
      ? [say('The script changes the request in lines that were left out. Make these changes here.')]
      : []),
    ...(more ? [say('What belongs to no parameter of the command was left out.')] : []),
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
  const written = value.kind === 'text' || value.kind === 'expression' ? value.text : undefined;
  if (written !== undefined && isOpen(value) && /^\$[\w.:]+$/.test(written)) {
    const notice = say('The body is in a variable that was not copied along. Paste its content here.');
    return { kind: 'body', text: undefined, notices: [notice] };
  }
  const text = written ?? jsonOf(value, MAX_PAYLOAD_BYTES);
  if (text === undefined) {
    return { kind: 'refused', reason: TOO_LARGE };
  }
  const notice = say(
    'The body has variables or expressions of the script. Put their values in their places.',
  );
  return { kind: 'body', text, notices: isOpen(value) ? [notice] : [] };
}

/** What only the script knows is a variable to what reads the headers. */
function headerOf([name, value]: readonly [string, Value]): Header {
  return [name, isOpen(value) ? '$' : textOf(value)];
}

const CUT = say('A part of the script is cut off, or cannot be read. Copy the whole script.');
