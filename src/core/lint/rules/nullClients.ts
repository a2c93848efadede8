import { appointment } from '../../payload/places';
import { text as say } from '../../text';
import { replace } from '../edits';
import { safe } from '../fix';
import type { Rule, RuleDocs } from '../rule';

/** OData has no null collections; the typings allow it, and what it does is UNVERIFIED (1.7). */
export const rule: Rule = {
  id: 'null-clients',
  severity: 'information',
  check(document, report) {
    for (const { name, value } of appointment(document)) {
      if (name !== 'appointmentClients' || value?.type !== 'null') continue;
      const { offset, length } = value;
      report({
        offset,
        length,
        message: say('It is not known what null does to a list. [] empties it.'),
        fixes: [safe('Write []', [replace({ offset, length }, '[]')])],
      });
    }
  },
};

export const docs: RuleDocs = {
  group: 'The list of clients',
  finds: '`null` for the list of clients',
  why: 'OData knows no null lists, the type definitions allow one, and what Graph does with it is not verified. `[]` is the list without clients.',
  example: '{\n  "appointmentClients": null\n}\n',
  fix: 'Writes `[]`.',
};
