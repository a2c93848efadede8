import type { Node } from 'jsonc-parser';
import { type GraphReply, isRecord } from '../graph/reply';
import { isDirective } from '../payload/directives';
import type { PayloadDocument, Span } from '../payload/model';

/** Shorter names are words of the language too, and would be found in any sentence. */
const LEAST_LENGTH = 5;

/**
 * The properties of a payload that a refusal is about: those that Graph's message or one of its `details[].target`
 * names. Graph does not say how often a property occurs, so that each place counts, unless a target gives the path.
 *
 * @returns the places of the properties' names, in document order
 */
export function blamedProperties({ members }: PayloadDocument, reply: GraphReply): Span[] {
  const { message, targets } = readBlame(reply.json);
  const words = new Set(message.match(/[@\p{L}_][\p{L}\p{N}_.]*/gu)?.flatMap((word) => [word, last(word)]));
  const isNamed = (name: string): boolean => name.length >= LEAST_LENGTH && words.has(name);
  const isTarget = (path: readonly string[]): boolean =>
    targets.some((target) => target.length <= path.length && endsWith(path, target));

  const spans: Span[] = [];
  const visit = (node: Node | undefined, path: readonly string[]): void => {
    for (const [index, child] of (node?.children ?? []).entries()) {
      if (child.type !== 'property') {
        visit(child, [...path, String(index)]);
        continue;
      }
      const [key, value] = child.children ?? [];
      if (key === undefined) continue;
      const name = String(key.value);
      const here = [...path, name];
      if (isTarget(here) || isNamed(name)) spans.push({ offset: key.offset, length: key.length });
      visit(value, here);
    }
  };
  for (const { name, key, value } of members) {
    if (isDirective(name)) continue;
    if (isTarget([name]) || isNamed(name)) spans.push(key);
    visit(value, [name]);
  }
  return spans;
}

/** https://learn.microsoft.com/graph/errors: `target` and `details` are optional in OData's error. */
function readBlame(json: unknown): { message: string; targets: (readonly string[])[] } {
  const error = isRecord(json) ? json['error'] : undefined;
  if (!isRecord(error)) return { message: '', targets: [] };
  const details = Array.isArray(error['details']) ? error['details'].filter(isRecord) : [];
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    message: [error, ...details].map(({ message }) => text(message)).join('\n'),
    targets: [error, ...details].map(({ target }) => pathOf(text(target))).filter(({ length }) => length > 0),
  };
}

/** `a/b`, `a.b` and `a[0].b` are all in use. */
function pathOf(target: string): string[] {
  return target.split(/[/.[\]]+/).filter((part) => part !== '');
}

function endsWith(path: readonly string[], end: readonly string[]): boolean {
  return end.every((part, index) => path[path.length - end.length + index] === part);
}

function last(word: string): string {
  return word.split('.').at(-1) ?? word;
}
