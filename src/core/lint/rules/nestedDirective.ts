import { isDirective } from '../../payload/directives';
import { groups } from '../../payload/places';
import { text as say } from '../../text';
import type { Rule, RuleDocs } from '../rule';

/** Only the top level is read for directives, so that one further in would be sent as a part of the body. */
export const rule: Rule = {
  id: 'nested-directive',
  severity: 'error',
  check(document, report) {
    for (const { kind, name, properties } of groups(document)) {
      if (kind === 'appointment' || !isDirective(name)) continue;
      for (const { children } of properties) {
        const { offset = 0, length = 0 } = children?.[0] ?? {};
        report({
          offset,
          length,
          message: say('Directives work only at the top level of the file. Move it there.'),
        });
      }
    }
  },
};

export const docs: RuleDocs = {
  group: 'Directives',
  finds: 'a directive inside the settings or a client',
  why: 'Directives are read at the top level only. Further in, the member would be sent to Graph as a property that no type has, and would not do what it says.',
  example: '{\n  "settings": { "$ifMatch": "*", "allowClientToJoinUsingBrowser": true }\n}\n',
};
