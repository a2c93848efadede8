import { DIRECTIVES } from '../../payload/directives';
import { text as say } from '../../text';
import { replace } from '../edits';
import { safe } from '../fix';
import type { Rule, RuleDocs } from '../rule';

/** All directives are texts. */
export const rule: Rule = {
  id: 'directive-type',
  severity: 'error',
  check({ members, text }, report) {
    for (const { name, value } of members) {
      if (!Object.hasOwn(DIRECTIVES, name) || value === undefined || value.type === 'string') continue;
      const { offset, length } = value;
      const quoted = `"${text.slice(offset, offset + length)}"`;
      report({
        offset,
        length,
        message: say('The value of "{name}" is a text in double quotes.', { name }),
        ...(value.type === 'number' && {
          fixes: [safe('Put the number in quotes', [replace({ offset, length }, quoted)])],
        }),
      });
    }
  },
};

export const docs: RuleDocs = {
  group: 'Directives',
  finds: 'a directive whose value is not a text',
  why: 'Directives become a part of the address or a header, which are texts. Anything else would be passed over, and the payload sent somewhere else than meant.',
  example: '{\n  "$meeting": 1234567890,\n  "externalAppointmentId": "booking-1"\n}\n',
  fix: 'Puts a number in quotes.',
};
