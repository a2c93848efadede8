import { parseIfMatchDirective } from '../../graph/ifMatch';
import { directiveTexts } from '../directiveTexts';
import { replaceWithText } from '../edits';
import { safe } from '../fix';
import type { Rule, RuleDocs } from '../rule';

/** A broken tag matches nothing, or is refused: microsoftgraph/microsoft-graph-docs-contrib#7153, OBSERVED on Planner. */
export const rule: Rule = {
  id: 'if-match',
  severity: 'error',
  check(document, report) {
    for (const { value, offset, length } of directiveTexts(document, '$ifMatch')) {
      const parsed = parseIfMatchDirective(value);
      if (parsed.kind !== 'malformed') continue;
      const { reason: message, suggestion } = parsed;
      report({
        offset,
        length,
        message,
        ...(suggestion !== undefined && {
          fixes: [
            safe('Write {meant}', [replaceWithText({ offset, length }, suggestion)], { meant: suggestion }),
          ],
        }),
      });
    }
  },
};

export const docs: RuleDocs = {
  group: 'Directives',
  finds: 'an `$ifMatch` that is no tag; the message has the corrected one',
  why: 'A tag is sent as it stands. Without `W/` or its quotes, or with the backslashes of a JSON text, it matches no version or is refused (seen on Planner: [#7153](https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/7153)).',
  example: '{\n  "$ifMatch": "W/ZfYdV7Me==",\n  "externalAppointmentId": "booking-1"\n}\n',
  fix: 'Writes the tag in its right form.',
};
