import { groups } from '../../payload/places';
import { text as say } from '../../text';
import { placeholderTest } from '../placeholders';
import type { Rule, RuleDocs } from '../rule';

/** Values of the reference page that are about to be sent (M14). */
export const rule: Rule = {
  id: 'placeholder',
  severity: 'warning',
  check(document, report) {
    for (const { name, properties, texts } of groups(document)) {
      const isPlaceholder = texts.length > 0 ? placeholderTest(name) : undefined;
      if (isPlaceholder === undefined) continue;
      for (let index = 0; index < texts.length; index += 1) {
        if (!isPlaceholder(texts[index] ?? '')) continue;
        const value = properties[index]?.children?.[1];
        if (value === undefined) continue;
        const { offset, length } = value;
        report({
          offset,
          length,
          message: say('This is the sample value of Microsoft’s page. Write your own.'),
        });
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
