import { groups } from '../../payload/places';
import { holds } from '../../payload/shape';
import { text as say } from '../../text';
import { replace } from '../edits';
import { safe } from '../fix';
import { isQuotedBoolean } from '../looks';
import type { Rule, RuleDocs } from '../rule';

/**
 * The samples of the reference send "true" where the type is Boolean (C1). OData may accept it
 * (microsoftgraph/microsoft-graph-docs#12816), and a generated sample made it false (C1b): a warning.
 */
export const rule: Rule = {
  id: 'quoted-boolean',
  severity: 'warning',
  check(document, report) {
    for (const { kind, name, type, properties } of groups(document)) {
      if (type !== 'string' || holds(kind, name) !== 'boolean') continue;
      for (const { children } of properties) {
        const value = children?.[1];
        if (value === undefined || !isQuotedBoolean(value, 'boolean')) continue;
        const { offset, length } = value;
        const meant = String(value.value).trim().toLowerCase();
        report({
          offset,
          length,
          message: say('The type is Boolean: write {meant} without quotes.', { meant }),
          fixes: [safe('Write {meant} without quotes', [replace({ offset, length }, meant)], { meant })],
        });
      }
    }
  },
};

export const docs: RuleDocs = {
  group: 'Names, types and places',
  finds: '`"true"` or `"false"` in quotes',
  why: 'Microsoft\'s samples show `"true"`, but the type is Boolean. OData may take it ([#12816](https://github.com/microsoftgraph/microsoft-graph-docs/issues/12816)); one generated sample turned it into `false`. What this service makes of it is not verified.',
  example: '{\n  "settings": { "allowClientToJoinUsingBrowser": "true" }\n}\n',
  fix: 'Takes the quotes away.',
};
