import { places } from '../../payload/places';
import { TYPE_NAMES } from '../../payload/shape';
import { text as say } from '../../text';
import { replaceWithText } from '../edits';
import { safe } from '../fix';
import type { Rule, RuleDocs } from '../rule';

/** OData 4.0 writes the `#`, 4.01 may drop it, and the reference's samples do both (1.6): a hint, no more. */
export const rule: Rule = {
  id: 'odata-type-hash',
  severity: 'hint',
  *check(document) {
    for (const { kind, members } of places(document)) {
      for (const { name, value } of members) {
        if (name !== '@odata.type' || value?.value !== TYPE_NAMES[kind]) continue;
        const { offset, length } = value;
        yield {
          offset,
          length,
          message: say('OData 4.0 writes types with a "#" in front.'),
          fixes: [safe('Put "#" in front', [replaceWithText({ offset, length }, `#${TYPE_NAMES[kind]}`)])],
        };
      }
    }
  },
};

export const docs: RuleDocs = {
  finds: 'an `@odata.type` without `#`',
  why: "OData 4.0 writes the `#`, 4.01 may leave it out, and Microsoft's samples do both. Which ones Graph takes is not verified; with `#` is the usual form.",
  example:
    '{\n  "@odata.type": "microsoft.graph.virtualAppointment",\n  "externalAppointmentId": "booking-1"\n}\n',
  fix: 'Puts the `#` in front.',
};
