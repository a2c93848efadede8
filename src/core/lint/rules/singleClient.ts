import { appointment } from '../../payload/places';
import { text as say } from '../../text';
import { safe } from '../fix';
import type { Rule, RuleDocs } from '../rule';

/** The pages of June 2022 had a single object here; later pages, the type page and the typings say collection. */
export const rule: Rule = {
  id: 'single-client',
  severity: 'error',
  check(document, report) {
    for (const { name, value } of appointment(document)) {
      if (name !== 'appointmentClients' || value?.type !== 'object') continue;
      const { offset, length } = value;
      report({
        offset,
        // The opening brace marks the place: underlining the whole client would drown the rest.
        length: 1,
        message: say('A list belongs here, even for one client: [ { … } ].'),
        fixes: [
          safe('Make it a list with this client', [
            { offset, length: 0, newText: '[' },
            { offset: offset + length, length: 0, newText: ']' },
          ]),
        ],
      });
    }
  },
};

export const docs: RuleDocs = {
  group: 'Names, types and places',
  finds: 'one client where the list of clients belongs',
  why: 'The first pages of June 2022 showed one object; the type is a collection (resource page and typings). A single object cannot be read as one.',
  example: '{\n  "appointmentClients": { "displayName": "Client A" }\n}\n',
  fix: 'Puts brackets around it.',
};
