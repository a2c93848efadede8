import type { FetchRecord } from '../send/fetchAppointment';
import { text as say, type Translate } from '../text';
import type { WordNext } from './answer';
import type { OutcomeTexts } from './outcomeTexts';
import { failedReadTexts, readReport } from './readReport';
import { statusLine } from './statusNames';

/** What reading an appointment came to, what that means, and what to do next. */
export function fetchTexts({ result, call }: FetchRecord): OutcomeTexts {
  if (result.kind !== 'read') return failedReadTexts(result, call);
  return {
    title: say('{status}: read', { status: statusLine(call.reply?.status ?? 200) }),
    meaning: [
      result.base.etag === null
        ? say('The server gave no tag, so a send cannot be made conditional on this read.')
        : say('The appointment’s tag is {tag}.', { tag: result.base.etag }),
    ],
    next: [],
  };
}

/**
 * What Fetch from Server prints.
 *
 * @param personal values of the payload that a server's message must not repeat
 * @param wordNext puts the next steps into the caller's own words
 */
export function fetchReport(
  record: FetchRecord,
  translate: Translate,
  personal: readonly string[] = [],
  wordNext?: WordNext,
): string {
  return readReport(record, fetchTexts(record), translate, personal, wordNext);
}
