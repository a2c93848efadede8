import { type Text, text as say } from '../text';
import type { LooseLine } from './looseLine';

export type Built =
  { readonly kind: 'built'; readonly text: string } | { readonly kind: 'ambiguous'; readonly reason: Text };

/** An object that is still open; `inList` when it is an entry of a list, which closes after it. */
interface OpenObject {
  readonly indent: string;
  readonly inList: boolean;
  readonly names: Set<string>;
}

const MAX_LEVELS = 20;

/**
 * Builds JSON of members without closing braces. Two signs tell where an object ends, and both have to agree: the next
 * line is less indented (or begins another entry of a list), and there is no comma, because it went with the brace.
 */
export function buildTree(given: readonly LooseLine[]): Built {
  const lines = isFlat(given) ? indentByName(given) : given;
  const [first] = lines ?? [];
  if (lines === undefined || first === undefined) return AMBIGUOUS;
  const out = ['{'];
  const open: OpenObject[] = [{ indent: first.indent, inList: false, names: new Set() }];
  const close = (): void => {
    const closed = open.pop();
    const depth = depthOf(open);
    if (closed?.inList === true) out.push(`${pad(depth + 1)}}`, `${pad(depth)}]`);
    else out.push(`${pad(depth)}}`);
  };
  let previous: LooseLine | undefined;

  for (const line of lines) {
    if (previous?.opens !== undefined) {
      if (!isDeeper(line.indent, previous.indent) || open.length >= MAX_LEVELS) return AMBIGUOUS;
      open.push({ indent: line.indent, inList: previous.opens !== 'object', names: new Set() });
    } else if (previous !== undefined) {
      const at = open.findLastIndex(({ indent }) => indent === line.indent);
      const isSame = at === open.length - 1;
      if (at < 0 || (isSame && !previous.hasComma && open[at]?.inList !== true)) return AMBIGUOUS;
      if (!isSame && previous.hasComma) return AMBIGUOUS;
      if (isSame && !previous.hasComma) {
        // Another entry of the list.
        const depth = depthOf(open) - 1;
        out.push(`${pad(depth)}},`, `${pad(depth)}{`);
        open[at]?.names.clear();
      } else {
        while (open.length - 1 > at) close();
        out.push(`${out.pop() ?? ''},`);
      }
    }
    const top = open.at(-1);
    if (top === undefined || top.names.has(line.name)) return AMBIGUOUS;
    top.names.add(line.name);
    const depth = depthOf(open);
    const isList = line.opens !== undefined && line.opens !== 'object';
    out.push(`${pad(depth)}${line.key}: ${isList ? '[' : line.value}`);
    if (isList) out.push(`${pad(depth + 1)}{`);
    previous = line;
  }
  if (previous?.opens !== undefined) return AMBIGUOUS;
  while (open.length > 0) close();
  return { kind: 'built', text: out.join('\n') };
}

/** How deep members stand: an entry of a list stands in two pairs of brackets. */
function depthOf(open: readonly OpenObject[]): number {
  return open.reduce((depth, { inList }) => depth + (inList ? 2 : 1), 0);
}

function pad(depth: number): string {
  return '  '.repeat(depth);
}

function isDeeper(indent: string, than: string): boolean {
  return indent.length > than.length && indent.startsWith(than);
}

function isFlat(lines: readonly LooseLine[]): boolean {
  return lines.every(({ indent }) => indent === lines[0]?.indent);
}

const ROOT = new Set([
  'id',
  'settings',
  'appointmentClients',
  'appointmentClientJoinWebUrl',
  'externalAppointmentId',
  'externalAppointmentUrl',
]);
const INNER = new Set([
  'allowClientToJoinUsingBrowser',
  'displayName',
  'emailAddress',
  'smsCapablePhoneNumber',
]);

/** Where all indentation is lost, the names of the resource tell the level of each line, if all of them are known. */
function indentByName(lines: readonly LooseLine[]): readonly LooseLine[] | undefined {
  const placed: LooseLine[] = [];
  for (const line of lines) {
    const { name, value } = line;
    const isRoot = ROOT.has(name) || (name === '@odata.type' && /\.virtualAppointment"$/.test(value));
    const isInner =
      INNER.has(name) || (name === '@odata.type' && /\.virtualAppointment(?:User|Settings)"$/.test(value));
    if (!isRoot && !isInner) return undefined;
    placed.push({ ...line, indent: isRoot ? '' : ' ' });
  }
  return placed;
}

const AMBIGUOUS: Built = {
  kind: 'ambiguous',
  reason: say(
    'The body has lost braces, and its indentation and commas do not tell where they belong. Copy the request again, from a place that shows them.',
  ),
};
