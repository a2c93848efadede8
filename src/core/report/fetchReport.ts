import type { FetchRecord } from '../send/fetchAppointment';
import { text as say, type Translate } from '../text';
import type { WordNext } from './answer';
import type { OutcomeTexts } from './outcomeTexts';
import { failedReadTexts, readReport } from './readReport';
import { redact } from './redact';
import { statusLine } from './statusNames';

/**
 * What reading an appointment came to, what that means, and what to do next.
 *
 * @param undone names of properties in which the payload would undo what others have changed
 */
export function fetchTexts({ result, call }: FetchRecord, undone: readonly string[] = []): OutcomeTexts {
  if (result.kind !== 'read') return failedReadTexts(result, call);
  const title = say('{status}: read', { status: statusLine(call.reply?.status ?? 200) });
  const tag =
    result.base.etag === null
      ? say('The server gave no tag, so a send cannot be made conditional on this read.')
      : say('The appointment’s tag is {tag}.', { tag: result.base.etag });
  if (undone.length === 0) return { title, meaning: [tag], next: [] };
  const warning = say(
    'The file says something else than what others have changed there: {properties}. Send Patch would undo that.',
    { properties: redact(undone.join(', ')) },
  );
  return {
    title,
    meaning: [tag, warning],
    inShort: warning,
    next: [say('Compare with Server shows both.')],
  };
}

/**
 * What Fetch from Server prints.
 *
 * @param personal values of the payload that a server's message must not repeat
 * @param wordNext puts the next steps into the caller's own words
 * @param undone names of properties in which the payload would undo what others have changed
 */
export function fetchReport(
  record: FetchRecord,
  translate: Translate,
  personal: readonly string[] = [],
  wordNext?: WordNext,
  undone: readonly string[] = [],
): string {
  return readReport(record, fetchTexts(record, undone), translate, personal, wordNext);
}
