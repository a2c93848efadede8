import type { FindMeetingRecord } from '../send/findMeeting';
import { text as say, type Translate } from '../text';
import type { OutcomeTexts } from './outcomeTexts';
import { failedReadTexts, readReport } from './readReport';
import { statusLine } from './statusNames';

/** What looking up a meeting came to, what that means, and what to do next. */
export function findMeetingTexts({ result, call }: FindMeetingRecord): OutcomeTexts {
  switch (result.kind) {
    case 'meeting':
      return {
        title: say('{status}: meeting found', { status: statusLine(call.reply?.status ?? 200) }),
        meaning: [say('Its id is what "$meeting" takes.')],
        next: [],
      };
    case 'none':
      return {
        title: say('No such meeting'),
        meaning: [say('This user has organised no online meeting with this link or number.')],
        next: [
          say(
            'Check the link or number, and who is signed in: Graph finds a meeting only for its organiser.',
          ),
        ],
      };
    case 'notFound':
    case 'retired':
      return {
        title: say('{status}: no meetings of this user', { status: statusLine(call.reply?.status ?? 404) }),
        meaning: [say('The service knows no online meetings of this user.')],
        next: [say('Check "$user", who is signed in, and the cloud.')],
      };
    default:
      return failedReadTexts(result, call);
  }
}

/**
 * What looking up a meeting by its join link or number prints.
 *
 * @param personal clients' data in the file that it is for: a server may repeat it from an earlier request
 */
export function findMeetingReport(
  record: FindMeetingRecord,
  translate: Translate,
  personal: readonly string[] = [],
): string {
  return readReport(record, findMeetingTexts(record), translate, personal);
}
