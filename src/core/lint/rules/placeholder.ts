import { places } from '../../payload/places';
import { text as say } from '../../text';
import { isPlaceholder } from '../placeholders';
import type { Rule, RuleDocs } from '../rule';

/** Values of the reference page that are about to be sent (M14). */
export const rule: Rule = {
  id: 'placeholder',
  severity: 'warning',
  *check(document) {
    for (const { members } of places(document)) {
      for (const { name, value } of members) {
        if (value?.type !== 'string' || !isPlaceholder(name, String(value.value))) continue;
        const { offset, length } = value;
        yield {
          offset,
          length,
          message: say("This is the sample value of Microsoft's page. Write your own."),
        };
      }
    }
  },
};

export const docs: RuleDocs = {
  finds: "a value of Microsoft's page: its meeting, tag, contoso addresses, phone number, ids and URLs",
  why: 'Whoever starts with the example of the documentation sends its values to a real appointment if nobody says so.',
  example: '{\n  "appointmentClients": [{ "emailAddress": "gradya@contoso.com" }]\n}\n',
};
