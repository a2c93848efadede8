import { meetingIdProblem } from '../../graph/ids';
import { meetingText } from '../../graph/meetingText';
import { replaceWithText } from '../edits';
import { proposal } from '../fix';
import type { Rule, RuleDocs } from '../rule';
import { directiveTexts } from '../directiveTexts';

/** Characters that would change the address. What is something else than an id is named by rules of its own. */
export const rule: Rule = {
  id: 'meeting-id',
  severity: 'error',
  check(document, report) {
    for (const { value, offset, length } of directiveTexts(document, '$meeting')) {
      const found = meetingText(value);
      if (found.kind === 'joinLink' || found.kind === 'number') continue;
      const message = meetingIdProblem(value);
      if (message === undefined) continue;
      const id = found.kind === 'graphUrl' ? found.id : value.trim();
      const isBetter = id !== value && meetingIdProblem(id) === undefined;
      report({
        offset,
        length,
        message,
        ...(isBetter && { fixes: [proposal('Keep only the id', [replaceWithText({ offset, length }, id)])] }),
      });
    }
  },
};

export const docs: RuleDocs = {
  group: 'The meeting',
  finds: 'a `$meeting` that cannot be an id',
  why: 'The id becomes a part of the address. Slashes, question marks, spaces and control characters would lead somewhere else; no real id has them.',
  example:
    '{\n  "$meeting": "https://graph.microsoft.com/v1.0/me/onlineMeetings/MSo1N2Y5ZGFjYw",\n  "externalAppointmentId": "booking-1"\n}\n',
  fix: 'Proposes the id alone, where an address in Graph was pasted.',
};
