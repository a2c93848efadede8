import { groups } from '../../payload/places';
import { TYPE_NAMES } from '../../payload/shape';
import { text as say } from '../../text';
import { replaceWithText } from '../edits';
import { safe } from '../fix';
import type { Rule, RuleDocs } from '../rule';

/** OData 4.0 writes the `#`, 4.01 may drop it, and the reference's samples do both (1.6): a hint, no more. */
export const rule: Rule = {
  id: 'odata-type-hash',
  severity: 'hint',
  check(document, report) {
    for (const { kind, name, properties, texts } of groups(document)) {
      if (name !== '@odata.type') continue;
      const type = TYPE_NAMES[kind];
      for (let index = 0; index < texts.length; index += 1) {
        if (texts[index] !== type) continue;
        const value = properties[index]?.children?.[1];
        if (value === undefined) continue;
        const { offset, length } = value;
        report({
          offset,
          length,
          message: say('OData 4.0 writes types with a "#" in front.'),
          fixes: [safe('Put "#" in front', [replaceWithText({ offset, length }, `#${type}`)])],
        });
      }
    }
  },
};

export const docs: RuleDocs = {
  group: 'Names, types and places',
  finds: 'an `@odata.type` without `#`',
  why: "OData 4.0 writes the `#`, 4.01 may leave it out, and Microsoft's samples do both. Which ones Graph takes is not verified; with `#` is the usual form.",
  example:
    '{\n  "@odata.type": "microsoft.graph.virtualAppointment",\n  "externalAppointmentId": "booking-1"\n}\n',
  fix: 'Puts the `#` in front.',
};
