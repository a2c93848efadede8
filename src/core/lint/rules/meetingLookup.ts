import { meetingText } from '../../graph/meetingText';
import { text as say } from '../../text';
import { directiveTexts } from '../directiveTexts';
import type { Rule, RuleDocs } from '../rule';

/** Graph finds a meeting by its join link and by its number. Hosts offer to do that, and write the id in its place. */
export const rule: Rule = {
  id: 'meeting-lookup',
  severity: 'warning',
  check(document, report) {
    for (const { value, offset, length } of directiveTexts(document, '$meeting')) {
      const found = meetingText(value);
      if (found.kind === 'joinLink') {
        const message = say(
          'This is a join link. The id of its online meeting belongs here: Select Meeting in VS Code looks it up.',
        );
        const data = { kind: 'resolveMeeting', by: 'joinWebUrl', value: found.url } as const;
        report({ offset, length, message, data });
      } else if (found.kind === 'number') {
        const message = say(
          'This is a meeting number. The id of its online meeting belongs here: Select Meeting in VS Code looks it up.',
        );
        const data = { kind: 'resolveMeeting', by: 'joinMeetingId', value: found.digits } as const;
        report({ offset, length, message, data });
      }
    }
  },
};

export const docs: RuleDocs = {
  group: 'The meeting',
  finds: 'a join link or a meeting number in `$meeting`',
  why: 'Nothing can be sent with it: the address needs the id of the online meeting. Graph finds it by the join link or by the number, for the organiser ([Get onlineMeeting](https://learn.microsoft.com/graph/api/onlinemeeting-get)).',
  example: '{\n  "$meeting": "123 456 789 0",\n  "externalAppointmentId": "booking-1"\n}\n',
  fix: 'In the editor: looks the meeting up and writes its id.',
};
