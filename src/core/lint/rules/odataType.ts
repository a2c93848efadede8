import { groups } from '../../payload/places';
import { TYPE_NAMES } from '../../payload/shape';
import { text as say } from '../../text';
import { replaceWithText } from '../edits';
import { safe } from '../fix';
import type { Rule, RuleDocs } from '../rule';

/**
 * A type that is not the one of its place. None of the types has subtypes, so no other can be right (OData JSON, 4.5.3);
 * what the service answers is UNVERIFIED, hence a warning.
 */
export const rule: Rule = {
  id: 'odata-type',
  severity: 'warning',
  check(document, report) {
    for (const { kind, name, properties, texts } of groups(document)) {
      if (name !== '@odata.type') continue;
      const bare = TYPE_NAMES[kind];
      const type = `#${bare}`;
      for (let index = 0; index < properties.length; index += 1) {
        const text = texts[index];
        if (text === type || text === bare) continue;
        const value = properties[index]?.children?.[1];
        if (value === undefined) continue;
        const { offset, length } = value;
        report({
          offset,
          length,
          message: say('The type here is "{type}". You can leave it out.', { type }),
          fixes: [safe('Write "{type}"', [replaceWithText({ offset, length }, type)], { type })],
        });
      }
    }
  },
};

export const docs: RuleDocs = {
  group: 'Names, types and places',
  finds: 'an `@odata.type` that is not the one of its place',
  why: 'None of the three types has subtypes, so that only one type is possible in each place. What Graph answers to another one is not verified.',
  example:
    '{\n  "@odata.type": "#microsoft.graph.onlineMeeting",\n  "externalAppointmentId": "booking-1"\n}\n',
  fix: 'Writes the type of the place.',
};
