import { wrongKindProblem } from '../../graph/meetingInput';
import { directiveTexts } from '../directiveTexts';
import type { Rule, RuleDocs } from '../rule';

/**
 * Ids of other things. Graph answers "Meeting Id is corrupted" to the Teams SDK's
 * (microsoftgraph/microsoft-graph-docs-contrib#3862) and "Invalid meeting id" to a thread's
 * (microsoft-365-agents-toolkit#5243). Both OBSERVED; for events: graph-api facts 7.1.
 */
export const rule: Rule = {
  id: 'meeting-kind',
  severity: 'error',
  check(document, report) {
    for (const { value, offset, length } of directiveTexts(document, '$meeting')) {
      const message = wrongKindProblem(value);
      if (message !== undefined) report({ offset, length, message });
    }
  },
};

export const docs: RuleDocs = {
  group: 'The meeting',
  finds: 'in `$meeting`, the id of a chat thread, of a calendar event, or of the Teams JavaScript SDK',
  why: 'Teams has several ids for one meeting, and Graph takes one of them. It refuses the one of the Teams SDK with "Meeting Id is corrupted" and that of a thread with "Invalid meeting id" (seen in [#3862](https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/3862) and elsewhere). The id of a calendar event names another resource.',
  example: '{\n  "$meeting": "19:meeting_sample@thread.v2",\n  "externalAppointmentId": "booking-1"\n}\n',
};
