import type { Node } from 'jsonc-parser';
import { appointment, type PlaceMember } from '../../payload/places';
import type { PayloadDocument } from '../../payload/model';
import { text as say } from '../../text';
import { claiming, safe } from '../fix';
import type { Fix, Rule, RuleDocs, TextEdit } from '../rule';

/** The GET sample of the reference wraps the appointment in `value` (C3); an update is bare. */
export const rule: Rule = {
  id: 'value-wrapper',
  severity: 'error',
  check(document, report) {
    const members = appointment(document);
    for (const member of members) {
      const { name, key, value } = member;
      if (name !== 'value' || value === undefined) continue;
      const fix = value.type === 'object' ? unwrap(document, members, member, value) : undefined;
      report({
        offset: key.offset,
        length: key.length,
        message: say(
          '"value" is what answers are wrapped in. In an update its members belong at the top level.',
        ),
        ...(fix !== undefined && { fixes: [fix] }),
      });
    }
  },
};

/** Offered where it is plain what comes out: no name twice, no comments or stray commas at the seams. */
function unwrap(
  { text, problems }: PayloadDocument,
  members: readonly PlaceMember[],
  { property }: PlaceMember,
  value: Node,
): Fix | undefined {
  const inner = value.children ?? [];
  const [first] = inner;
  const last = inner.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const end = last.offset + last.length;
  const closing = value.offset + value.length - 1;
  const taken = new Set(members.map(({ name }) => name));
  if (inner.some(({ children }) => taken.has(String(children?.[0]?.value)))) return undefined;
  if (problems.some(({ kind, offset }) => kind === 'syntax' || (kind !== 'duplicateKey' && isSeam(offset))))
    return undefined;

  const edits: TextEdit[] = [
    { offset: property.offset, length: first.offset - property.offset, newText: '' },
  ];
  const depth = column(text, first.offset) - column(text, property.offset);
  edits.push(...outdents(text, first.offset, end, depth));
  edits.push({ offset: end, length: closing + 1 - end, newText: '' });
  const names = inner.map(({ children }) => String(children?.[0]?.value));
  return claiming(safe('Take the members out of "value"', edits), property.parent, names);

  function isSeam(offset: number): boolean {
    return (
      (offset >= property.offset && offset < (first?.offset ?? 0)) || (offset >= end && offset <= closing)
    );
  }
}

function column(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

/** Removes what the lines between two places are indented deeper than they will be. */
function* outdents(text: string, from: number, to: number, depth: number): Generator<TextEdit> {
  if (depth <= 0) return;
  const line = /(?:\r\n|\r|\n)([ \t]*)/g;
  line.lastIndex = from;
  for (let found = line.exec(text); found !== null && found.index < to; found = line.exec(text)) {
    const [whole, blanks = ''] = found;
    const length = Math.min(depth, blanks.length);
    if (length > 0) yield { offset: found.index + whole.length - blanks.length, length, newText: '' };
  }
}

export const docs: RuleDocs = {
  group: 'Names, types and places',
  finds: 'an appointment wrapped in `value`',
  why: "Microsoft's GET sample shows the appointment inside `value`; an update takes its properties at the top level. `value` is no property, so that nothing inside it can be updated, whether Graph refuses it or passes over it.",
  example:
    '{\n  "value": {\n    "externalAppointmentId": "booking-1",\n    "settings": { "allowClientToJoinUsingBrowser": true }\n  }\n}\n',
  fix: 'Takes the members out of the wrapper.',
};
