import { DIRECTIVES, isDirective } from '../../payload/directives';
import { text as say } from '../../text';
import { replaceWithText } from '../edits';
import { claiming, safe } from '../fix';
import { nearestName } from '../nearestName';
import type { Rule, RuleDocs } from '../rule';

const KNOWN = Object.keys(DIRECTIVES);

/** A misspelt directive would silently change where or how the payload is sent. */
export const rule: Rule = {
  id: 'unknown-directive',
  severity: 'error',
  check({ members, root }, report) {
    const names = new Set(members.map(({ name }) => name));
    for (const { name, key } of members) {
      if (!isDirective(name) || name === '$schema' || Object.hasOwn(DIRECTIVES, name)) continue;
      const meant = nearestName(name, KNOWN);
      if (meant === undefined) {
        const known = KNOWN.join(', ');
        report({
          ...key,
          message: say('There is no directive "{name}". The directives are {known}.', { name, known }),
        });
        continue;
      }
      report({
        ...key,
        message: say('There is no directive "{name}". It is written "{meant}".', { name, meant }),
        ...(!names.has(meant) && {
          fixes: [claiming(safe('Write "{meant}"', [replaceWithText(key, meant)], { meant }), root, [meant])],
        }),
      });
    }
  },
};

export const docs: RuleDocs = {
  group: 'Directives',
  finds: 'a `$…` member that is no directive',
  why: 'Members that begin with `$` say how to send and are never sent. A misspelt one would silently change where, or on which version, the update is made.',
  example: '{\n  "$meting": "MSo…",\n  "externalAppointmentId": "booking-1"\n}\n',
  fix: 'Writes the directive that is nearest, where the file does not have it yet.',
};
