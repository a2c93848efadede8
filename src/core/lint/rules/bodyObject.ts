import { text as say } from '../../text';
import { replace } from '../edits';
import { safe } from '../fix';
import { isPastedRequest } from '../pastedRequest';
import type { Rule, RuleDocs } from '../rule';

/** A virtual appointment is one object. */
export const rule: Rule = {
  id: 'body-object',
  severity: 'error',
  check({ root, text, problems }, report) {
    if (root === undefined || root.type === 'object' || isPastedRequest(text)) return;
    const only = root.children?.length === 1 ? root.children[0] : undefined;
    const end = root.offset + root.length;
    const stray = problems.filter(
      ({ kind, offset }) =>
        kind === 'trailingComma' && only !== undefined && offset >= only.offset + only.length && offset < end,
    );
    const taken = [{ offset: root.offset, length: 1 }, ...stray, { offset: end - 1, length: 1 }];
    // The first character marks the place: underlining a whole list would drown everything else.
    report({
      offset: root.offset,
      length: 1,
      message:
        root.type === 'array'
          ? say('The payload is a list. Write one object in braces: { … }.')
          : say('The payload is a single value. Write one object in braces: { … }.'),
      ...(root.type === 'array' &&
        only?.type === 'object' &&
        // A list that is still being typed has no end yet.
        text[end - 1] === ']' && {
          fixes: [
            safe(
              'Remove the brackets around the one object',
              taken.map((span) => replace(span, '')),
            ),
          ],
        }),
    });
  },
};

export const docs: RuleDocs = {
  group: 'Text that cannot be sent',
  finds: 'a list or a bare value where an object belongs',
  why: 'The body of an update is one `virtualAppointment` (documented). A list or a bare value cannot be one.',
  example: '[{ "externalAppointmentId": "booking-1" }]\n',
  fix: 'Takes the brackets away from a list that holds one object.',
};
