import type { Edit, Node } from 'jsonc-parser';
import {
  afterRemarks,
  commaAfter,
  endOf,
  endsInLineComment,
  indentAt,
  isFirstInLine,
  type Layout,
  lineStart,
} from './layout';

/** What happens to the children of an object or a list: some go, others come behind the last one. */
export interface ChildChanges {
  readonly removed: ReadonlySet<Node>;
  /** Made with the indentation of the place where the new ones go. */
  readonly added: readonly ((indent: string) => string)[];
}

/**
 * The edits that take children away and put new ones behind the last. Comments stay, except those in the line of a
 * child that goes; a comma goes with its child, or with what it has separated.
 */
export function childEdits(container: Node, { removed, added }: ChildChanges, layout: Layout): Edit[] {
  const { text } = layout;
  const children = container.children ?? [];
  if (removed.size === 0 && added.length === 0) return [];
  const limit = endOf(container) - 1;
  const places = children.map((child, index) => ({
    child,
    comma: commaAfter(text, child, children[index + 1]?.offset ?? limit),
  }));
  const last = places.findLast(({ child }) => !removed.has(child));
  if (last === undefined) return [refill(container, added, layout)];

  const edits = places
    .filter(({ child }) => removed.has(child))
    .map(({ child, comma }) => removal(text, child, comma, limit));
  const hasTrailingComma = places.at(-1)?.comma !== undefined;
  if (added.length > 0) edits.push(...insertions(container, last, hasTrailingComma, added, layout));
  else if (last !== places.at(-1) && last.comma !== undefined && !hasTrailingComma) {
    edits.push({ offset: last.comma, length: 1, content: '' });
  }
  return edits;
}

function insertions(
  container: Node,
  { child, comma }: { readonly child: Node; readonly comma: number | undefined },
  hasTrailingComma: boolean,
  added: ChildChanges['added'],
  { text, eol }: Layout,
): Edit[] {
  const isOnLines = isFirstInLine(text, child.offset);
  const indent = indentAt(text, child.offset);
  const behind = comma === undefined ? endOf(child) : comma + 1;
  const at = afterRemarks(text, behind, endOf(container) - 1);
  // Behind a line comment only the next line is no part of it.
  const separator = isOnLines || endsInLineComment(text, behind, at) ? eol + indent : ' ';
  const items = added.map((make) => separator + make(indent)).join(',');
  const content = hasTrailingComma ? `${items},` : items;
  if (comma !== undefined) return [{ offset: at, length: 0, content }];
  return at === endOf(child)
    ? [{ offset: at, length: 0, content: `,${content}` }]
    : [
        { offset: endOf(child), length: 0, content: ',' },
        { offset: at, length: 0, content },
      ];
}

function removal(text: string, child: Node, comma: number | undefined, limit: number): Edit {
  const behind = afterRemarks(text, comma === undefined ? endOf(child) : comma + 1, limit);
  const lineEnd = /^[ \t]*(\r\n|\r|\n)/.exec(text.slice(behind, limit));
  if (isFirstInLine(text, child.offset) && lineEnd !== null) {
    const start = lineStart(text, child.offset);
    return { offset: start, length: behind + lineEnd[0].length - start, content: '' };
  }
  if (comma === undefined) {
    // The last of its line: the white space before it has nothing to separate any more.
    const space = /[ \t]*$/.exec(text.slice(0, child.offset))?.[0].length ?? 0;
    const start = child.offset - space;
    return { offset: start, length: endOf(child) - start, content: '' };
  }
  const space = /^[ \t]*/.exec(text.slice(comma + 1, limit))?.[0].length ?? 0;
  return { offset: child.offset, length: comma + 1 + space - child.offset, content: '' };
}

/** Nothing that was in it stays. */
function refill(container: Node, added: ChildChanges['added'], { text, eol, unit }: Layout): Edit {
  const { offset, length } = container;
  const [open, close] = container.type === 'array' ? ['[', ']'] : ['{', '}'];
  if (added.length === 0) return { offset, length, content: open + close };
  const outer = indentAt(text, offset);
  const inner = eol + outer + unit;
  const content = added.map((make) => inner + make(outer + unit)).join(',');
  return { offset, length, content: open + content + eol + outer + close };
}
