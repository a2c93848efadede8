import { accountLine } from '../auth/account';
import type { ReadRecord } from '../send/read';
import { text as say, type Translate } from '../text';
import { answerLines, type WordNext } from './answer';
import { destination } from './destination';
import { table } from './layout';
import { outcomeTexts, type OutcomeTexts } from './outcomeTexts';

/** The words for a read that got nothing. There is no payload that could be corrected. */
export function failedReadTexts(
  outcome: Parameters<typeof outcomeTexts>[0],
  { reply }: ReadRecord<unknown>['call'],
): OutcomeTexts {
  const texts = outcomeTexts(outcome, reply);
  return outcome.kind === 'rejected' ? { ...texts, next: [] } : texts;
}

/**
 * The readable account of one read. What was read is shown elsewhere: it is personal, or a key to a meeting.
 *
 * @param personal values that are known to be somebody's data, and that a server's message must not repeat
 * @param wordNext puts the next steps into the caller's own words
 */
export function readReport(
  record: ReadRecord<unknown>,
  texts: OutcomeTexts,
  translate: Translate,
  personal: readonly string[] = [],
  wordNext?: WordNext,
): string {
  const { request, call } = record;
  return [
    `${request.method} ${request.path}`,
    table(
      [
        [say('To'), destination(request)],
        [say('Account'), call.account === undefined ? say('none') : accountLine(call.account, translate)],
      ],
      translate,
    ),
    '',
    ...answerLines(texts, call, translate, personal, { wordNext }),
  ].join('\n');
}
