import { parseIfMatchDirective } from '../../graph/ifMatch';
import { appointment } from '../../payload/places';
import { text as say } from '../../text';
import { removeEntry, replaceWithText } from '../edits';
import { proposal } from '../fix';
import type { Rule, RuleDocs } from '../rule';

/**
 * After a successful update the tag is spent (reference page: 412 when If-Match and ETag differ). Its fixes are
 * proposals: on another tag than the one that the values in the file were made for, somebody's change can be lost.
 */
export const rule: Rule = {
  id: 'spent-tag',
  severity: 'warning',
  check(document, report, { knownTag }) {
    if (knownTag === undefined) return;
    for (const { name, value, property } of appointment(document)) {
      if (name !== '$ifMatch' || value?.type !== 'string') continue;
      const parsed = parseIfMatchDirective(String(value.value));
      if (parsed.kind !== 'tag' || parsed.tag === knownTag) continue;
      const { offset, length } = value;
      report({
        offset,
        length,
        message: say(
          'The appointment was last read with another tag. With this one, a 412 is to be expected.',
        ),
        fixes: [
          proposal('Remove "$ifMatch": the tag that was read last is used', removeEntry(document, property)),
          proposal('Write the tag that was read last', [replaceWithText({ offset, length }, knownTag)]),
        ],
      });
    }
  },
};

export const docs: RuleDocs = {
  group: 'Directives',
  finds: 'a tag in `$ifMatch` that is not the one that was read last (in the editor)',
  why: 'Every update gives the appointment a new tag, and one on an old tag is answered with 412 (documented). Look at what changed before you take the new tag.',
  example: '{\n  "$ifMatch": "W/\\"AAAA\\"",\n  "externalAppointmentId": "booking-1"\n}\n',
  context: { knownTag: 'W/"BBBB"' },
  fix: 'Proposes to remove the directive, so that the stored tag is used, or to write that tag.',
};
