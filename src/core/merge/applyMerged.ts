import type { Edit, Node } from 'jsonc-parser';
import { type Appointment, changedPaths, isSameValue } from '../graph/appointment';
import { isRecord } from '../graph/reply';
import { bodyValue } from '../payload/body';
import { isDirective } from '../payload/directives';
import type { PayloadDocument } from '../payload/model';
import { parsePayload } from '../payload/parse';
import { childEdits } from './childEdits';
import { endOf, indentAt, isFirstInLine, type Layout, layoutOf, write } from './layout';
import { matchPeople } from './matchPeople';
import { CLIENTS } from './mergeClients';

/**
 * The edits of a payload's text after which it sends `body`. What does not change stays as it is written: directives,
 * comments, order, indentation and line ends. They do not overlap, and count in the text as it is.
 *
 * @param document a payload without findings that are errors
 * @throws Error when the text would send something else: somebody's change would be lost without a word
 */
export function applyMerged(document: PayloadDocument, body: Appointment): Edit[] {
  const { root } = document;
  if (root === undefined) return [];
  const edits = objectEdits(root, body, layoutOf(document), isDirective).sort(
    (a, b) => a.offset - b.offset || a.length - b.length,
  );
  if (changedPaths(bodyValue(withEdits(document, edits)), body).length > 0) {
    throw new Error('The merged values could not be written into the payload.');
  }
  return edits;
}

/** The document after edits of its text, in order. */
export function withEdits({ text }: PayloadDocument, edits: readonly Edit[]): PayloadDocument {
  // jsonc-parser's own function copies the whole text for every edit.
  const pieces: string[] = [];
  let end = 0;
  for (const { offset, length, content } of edits) {
    pieces.push(text.slice(end, offset), content);
    end = offset + length;
  }
  return parsePayload(pieces.join('') + text.slice(end));
}

function valueEdits(name: string, node: Node, value: unknown, layout: Layout): Edit[] {
  if (node.type === 'object' && isRecord(value)) return objectEdits(node, value, layout, () => false);
  if (node.type === 'array' && Array.isArray(value)) {
    if (name === CLIENTS) return peopleEdits(node, value, layout);
    if (isSameText(toValue(node), value)) return [];
  } else if (isSameText(toValue(node), value)) {
    return [];
  }
  const content = write(value, layout, indentAt(layout.text, node.offset), false);
  return [{ offset: node.offset, length: node.length, content }];
}

/** @param isKept members that are no part of the value */
function objectEdits(
  object: Node,
  value: Readonly<Record<string, unknown>>,
  layout: Layout,
  isKept: (name: string) => boolean,
): Edit[] {
  const removed = new Set<Node>();
  const present = new Set<string>();
  const edits = (object.children ?? []).flatMap((property): Edit[] => {
    const [key, node] = property.children ?? [];
    const name = String(key?.value);
    if (isKept(name) || node === undefined) return [];
    present.add(name);
    if (Object.hasOwn(value, name)) return valueEdits(name, node, value[name], layout);
    removed.add(property);
    return [];
  });
  const isInline = !isOnLines(object, layout);
  const added = Object.entries(value)
    .filter(([name]) => !present.has(name))
    .map(
      ([name, each]) =>
        (indent: string) =>
          `${JSON.stringify(name)}: ${write(each, layout, indent, isInline)}`,
    );
  return [...edits, ...childEdits(object, { removed, added }, layout)];
}

/** Entries stay with the person that they are about. */
function peopleEdits(list: Node, people: readonly unknown[], layout: Layout): Edit[] {
  const entries = list.children ?? [];
  const places = matchPeople(entries.map(toValue), people);
  const isInline = entries.length === 0 || entries.some((entry) => !isOnLines(entry, layout));
  const order = [...places.keys()].sort((a, b) => a - b).map((index) => places.get(index) ?? 0);
  const kept = new Set(order);
  const isInOrder = order.every((place, index) => place === index);
  if (!isInOrder) return [rewritten(list, people, places, layout, isInline)];

  const edits = entries.flatMap((entry, index): Edit[] => {
    const place = places.get(index);
    return place === undefined ? [] : valueEdits('', entry, people[place], layout);
  });
  const removed = new Set(entries.filter((_entry, index) => !places.has(index)));
  const added = people
    .filter((_person, place) => !kept.has(place))
    .map((person) => (indent: string) => write(person, layout, indent, isInline));
  return [...edits, ...childEdits(list, { removed, added }, layout)];
}

/** In another order: entries move as they are written, but what stands between them cannot follow. */
function rewritten(
  list: Node,
  people: readonly unknown[],
  places: ReadonlyMap<number, number>,
  layout: Layout,
  isInline: boolean,
): Edit {
  const { text, eol, unit } = layout;
  const entries = list.children ?? [];
  const start = entries[0]?.offset ?? list.offset + 1;
  const length = entries.reduce((end, entry) => Math.max(end, endOf(entry)), start) - start;
  const isFirst = isFirstInLine(text, start);
  const indent = isFirst ? indentAt(text, start) : indentAt(text, list.offset) + unit;
  const written = new Map<number, string>();
  entries.forEach((entry, index) => {
    const place = places.get(index);
    if (place !== undefined && isSameText(toValue(entry), people[place])) {
      written.set(place, text.slice(entry.offset, endOf(entry)));
    }
  });
  const content = people
    .map((person, place) => written.get(place) ?? write(person, layout, indent, isInline))
    .join(isFirst ? `,${eol}${indent}` : ', ');
  return { offset: start, length, content };
}

function isOnLines({ children, offset }: Node, { text }: Layout): boolean {
  const first = children?.[0];
  return first !== undefined && /[\r\n]/.test(text.slice(offset, first.offset));
}

function toValue(node: Node): unknown {
  switch (node.type) {
    case 'array':
      return (node.children ?? []).map(toValue);
    case 'object':
      return Object.fromEntries(
        (node.children ?? []).map(({ children = [] }) => [
          String(children[0]?.value),
          children[1] === undefined ? undefined : toValue(children[1]),
        ]),
      );
    default:
      return node.value;
  }
}

/** Exactly the same, spelling and annotations included: a number beyond 2^53 is left as it is written. */
function isSameText(a: unknown, b: unknown): boolean {
  return isSameValue(a, b) && JSON.stringify(a) === JSON.stringify(b);
}
