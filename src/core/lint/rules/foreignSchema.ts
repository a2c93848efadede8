import { text as say } from '../../text';
import { appointment } from '../../payload/places';
import { removal } from '../fix';
import type { Rule, RuleDocs } from '../rule';

/** VS Code loads the schema that a file names instead of the one that belongs to payload files. */
export const rule: Rule = {
  id: 'foreign-schema',
  severity: 'warning',
  check(document, report) {
    for (const { name, key, property } of appointment(document)) {
      if (name !== '$schema') continue;
      const { offset, length } = key;
      report({
        offset,
        length,
        message: say(
          '"$schema" replaces the help for virtual appointments in the editor. Remove it; it is not sent.',
        ),
        fixes: [removal('Remove "$schema"', document, property)],
      });
    }
  },
};

export const docs: RuleDocs = {
  group: 'Directives',
  finds: 'a `$schema` of its own, which would replace the help in the editor',
  why: "VS Code's JSON service loads the schema that a file names instead of the one that belongs to payload files: completion and hover would be gone, and an address is asked for that the file chose (tried on VS Code 1.110 and 1.139).",
  example: '{\n  "$schema": "https://example.com/other.json",\n  "externalAppointmentId": "booking-1"\n}\n',
  fix: 'Removes the member.',
};
