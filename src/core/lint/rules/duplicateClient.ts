import type { Node } from 'jsonc-parser';
import { clientLists, places } from '../../payload/places';
import { text as say } from '../../text';
import { hasComment, removeEntry } from '../edits';
import { proposal, safe } from '../fix';
import type { Rule, RuleDocs } from '../rule';

/** Clients have no key (1.7), so that Graph cannot tell that it is the same one. A family may share an address. */
export const rule: Rule = {
  id: 'duplicate-client',
  severity: 'warning',
  *check(document) {
    const items = new Map<Node, number>();
    for (const list of clientLists(document))
      list.children?.forEach((item, index) => items.set(item, index + 1));
    const seen = new Map<string, number>();
    for (const { kind, node, members } of places(document)) {
      const number = items.get(node);
      if (kind !== 'client' || number === undefined) continue;
      const identity = members
        .filter(({ name, value }) => !name.includes('@') && isText(value))
        .map(({ name, value }) => `${name}\u0000${String(value?.value).trim().toLowerCase()}`)
        .sort()
        .join('\u0001');
      if (identity === '') continue;
      const first = seen.get(identity);
      if (first === undefined) {
        seen.set(identity, number);
        continue;
      }
      const make = hasComment(document, node) ? proposal : safe;
      yield {
        offset: node.offset,
        length: 1,
        message: say('This is the same client as number {first} in the list.', { first }),
        fixes: [make('Remove this client', removeEntry(document, node))],
      };
    }
  },
};

function isText(value: Node | undefined): boolean {
  return value?.type === 'string' && String(value.value).trim() !== '';
}

export const docs: RuleDocs = {
  finds: 'the same client twice',
  why: 'Clients have no key by which Graph could tell that two are one. Only clients that agree in every text are found: a family may share an address.',
  example:
    '{\n  "appointmentClients": [\n    { "displayName": "Client A", "emailAddress": "a@example.com" },\n    { "displayName": "Client A", "emailAddress": "A@example.com" }\n  ]\n}\n',
  fix: 'Removes the later one.',
};
