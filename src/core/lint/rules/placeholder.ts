import { groups } from '../../payload/places';
import { text as say } from '../../text';
import { placeholderTest } from '../placeholders';
import type { Rule, RuleDocs } from '../rule';

/** Values of the reference page that are about to be sent (M14). */
export const rule: Rule = {
  id: 'placeholder',
  severity: 'warning',
  *check(document) {
    for (const { name, type, properties } of groups(document)) {
      const isPlaceholder = type === 'string' ? placeholderTest(name) : undefined;
      if (isPlaceholder === undefined) continue;
      for (const { children } of properties) {
        const value = children?.[1];
        if (value === undefined || !isPlaceholder(value.value as string)) continue;
        const { offset, length } = value;
        yield {
          offset,
          length,
          message: say('This is the sample value of Microsoft’s page. Write your own.'),
        };
      }
    }
  },
};

export const docs: RuleDocs = {
  group: 'Values',
  finds: "a value of Microsoft's page: its meeting, tag, contoso addresses, phone number, ids and URLs",
  why: 'Whoever starts with the example of the documentation sends its values to a real appointment if nobody says so.',
  example: '{\n  "appointmentClients": [{ "emailAddress": "gradya@contoso.com" }]\n}\n',
};
