import type { JoinLinkRecord } from '../send/getJoinLink';
import { text as say, type Translate } from '../text';
import type { WordNext } from './answer';
import type { OutcomeTexts } from './outcomeTexts';
import { failedReadTexts, readReport } from './readReport';
import { statusLine } from './statusNames';

/** What asking for a join link came to, what that means, and what to do next. */
export function joinLinkTexts({ result, call }: JoinLinkRecord): OutcomeTexts {
  if (result.kind === 'link') {
    return {
      title: say('{status}: join link', { status: statusLine(call.reply?.status ?? 200) }),
      meaning: [say('Whoever has the link can join, so it is not written into reports.')],
      next: [],
    };
  }
  if (result.kind === 'retired') {
    // The function is what replaces the retired resource: advice to use it would lead in a circle.
    return {
      title: say('{status}: no such function', { status: statusLine(call.reply?.status ?? 410) }),
      meaning: [say('This service does not offer getVirtualAppointmentJoinWebUrl.')],
      next: [say('Check the cloud: Microsoft offers it in the global one only.')],
    };
  }
  if (result.kind !== 'notFound') return failedReadTexts(result, call);
  return {
    title: say('{status}: no such meeting', { status: statusLine(call.reply?.status ?? 404) }),
    meaning: [say('This user has no online meeting with this id.')],
    next: [say('Check "$meeting" and "$user".')],
  };
}

/**
 * What Get Join Link prints.
 *
 * @param personal values of the payload that a server's message must not repeat
 * @param wordNext puts the next steps into the caller's own words
 */
export function joinLinkReport(
  record: JoinLinkRecord,
  translate: Translate,
  personal: readonly string[] = [],
  wordNext?: WordNext,
): string {
  return readReport(record, joinLinkTexts(record), translate, personal, wordNext);
}
