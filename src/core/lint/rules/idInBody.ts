import { appointment } from '../../payload/places';
import { text as say } from '../../text';
import { removal } from '../fix';
import type { Rule, RuleDocs } from '../rule';

/** The PATCH sample has it, the list of properties that can be updated has not (C6). */
export const rule: Rule = {
  id: 'id-in-body',
  severity: 'warning',
  check(document, report) {
    for (const { name, key, property } of appointment(document)) {
      if (name !== 'id') continue;
      const { offset, length } = key;
      report({
        offset,
        length,
        message: say('"id" is read-only. Remove it: what another id does is not known.'),
        fixes: [removal('Remove "id"', document, property)],
      });
    }
  },
};

export const docs: RuleDocs = {
  group: 'Names, types and places',
  finds: 'the `id` of the appointment',
  why: "Microsoft's sample sends it, but it is not among the properties that can be updated. What a different id does is not known.",
  example: '{\n  "id": "11111111-1111-1111-1111-111111111111",\n  "externalAppointmentId": "booking-1"\n}\n',
  fix: 'Removes it.',
};
