import { userProblem } from '../../graph/ids';
import { directiveTexts } from '../directiveTexts';
import { replaceWithText } from '../edits';
import { safe } from '../fix';
import type { Rule, RuleDocs } from '../rule';

/** Graph does not find an organiser by name or address: microsoftgraph/microsoft-graph-docs#12301, OBSERVED. */
export const rule: Rule = {
  id: 'user-id',
  severity: 'error',
  check(document, report) {
    for (const { value, offset, length } of directiveTexts(document, '$user')) {
      const message = userProblem(value);
      if (message === undefined) continue;
      const bare = value.replace(/^[\s{]+|[\s}]+$/g, '');
      const meant = bare.toLowerCase() === 'me' ? 'me' : bare;
      report({
        offset,
        length,
        message,
        ...(userProblem(meant) === undefined && {
          fixes: [safe('Write "{meant}"', [replaceWithText({ offset, length }, meant)], { meant })],
        }),
      });
    }
  },
};

export const docs: RuleDocs = {
  group: 'Directives',
  finds: 'a `$user` that is neither `me` nor an object id',
  why: 'Graph takes `me` or the object id of the organiser (documented). Names and addresses were answered with 404 ([#12301](https://github.com/microsoftgraph/microsoft-graph-docs/issues/12301)).',
  example: '{\n  "$user": "Me",\n  "externalAppointmentId": "booking-1"\n}\n',
  fix: 'Writes `me` or the id as Graph wants it, where only case, spaces or braces are wrong.',
};
