import { isDirective } from '../../payload/directives';
import { appointment } from '../../payload/places';
import { text as say } from '../../text';
import type { Rule, RuleDocs } from '../rule';

/** Nothing to update, although sending it uses up the tag, as far as is known. */
export const rule: Rule = {
  id: 'empty-body',
  severity: 'information',
  check(document, report) {
    const { root } = document;
    if (root?.type !== 'object' || document.problems.some(({ kind }) => kind === 'syntax')) return;
    const saysNothing = appointment(document).every(
      ({ name, value }) =>
        isDirective(name) ||
        name === '@odata.type' ||
        (name === 'settings' && value?.type === 'object' && value.children?.length === 0),
    );
    if (!saysNothing) return;
    report({
      offset: root.offset,
      length: 1,
      message: say('This payload changes nothing. Name the properties to update.'),
    });
  },
};

export const docs: RuleDocs = {
  group: 'What the service makes of it',
  finds: 'a payload that says nothing',
  why: 'A property that is left out keeps its value (documented), so that an update without properties changes nothing.',
  example: '{\n  "$meeting": "MSo…"\n}\n',
};
