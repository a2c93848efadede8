import { clientLists } from '../../payload/places';
import { text as say } from '../../text';
import { gapBefore } from '../edits';
import { proposal } from '../fix';
import { missingClients } from '../missingClients';
import type { Rule, RuleDocs } from '../rule';

/** A list is replaced whole, since its items have no key (1.7, INFERRED; explicit for a meeting's attendees). */
export const rule: Rule = {
  id: 'clients-replaced',
  severity: 'warning',
  check(document, report, { baseClients }) {
    if (baseClients === undefined) return;
    for (const list of clientLists(document)) {
      const missing = missingClients(list, baseClients);
      if (missing.length === 0) continue;
      const last = list.children?.at(-1);
      const gap = last === undefined ? ' ' : gapBefore(document.text, last.offset);
      const added = missing.map(onOneLine).join(`,${gap}`);
      const edit =
        last === undefined
          ? { offset: list.offset + 1, length: 0, newText: added }
          : { offset: last.offset + last.length, length: 0, newText: `,${gap}${added}` };
      report({
        offset: list.offset,
        length: 1,
        message: say(
          'This list replaces the one on the server: {count} of {all} clients there are not in it.',
          {
            count: missing.length,
            all: baseClients.length,
          },
        ),
        fixes: [proposal('Add the clients that are missing', [edit])],
      });
    }
  },
};

/** As people write a small object: with spaces, on one line. A text has no line breaks in JSON. */
function onOneLine(value: unknown): string {
  return JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
}

export const docs: RuleDocs = {
  group: 'The list of clients',
  finds: 'a list of clients that leaves out some that the appointment has (in the editor, after a read)',
  why: 'Clients have no key, so that a list replaces the whole list (inferred from OData; documented for the attendees of a meeting). Whoever is not named is removed.',
  example: '{\n  "appointmentClients": [{ "displayName": "Client A" }]\n}\n',
  context: { baseClients: [{ displayName: 'Client A' }, { displayName: 'Client B' }] },
  fix: 'Proposes to add those that are missing.',
};
