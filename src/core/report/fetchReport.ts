import type { FetchRecord } from '../send/fetchAppointment';
import { text as say, type Translate } from '../text';
import { answerLines, supportRows } from './answer';
import { table } from './layout';
import { outcomeTexts, type OutcomeTexts } from './outcomeTexts';
import { destination } from './sendReport';
import { statusLine } from './statusNames';

/** What a read is called, what it means, and what to do next. */
export function fetchTexts({ result, call }: FetchRecord): OutcomeTexts {
  if (result.kind !== 'read') return outcomeTexts(result, call.reply);
  return {
    title: say('{status}: read', { status: statusLine(call.reply?.status ?? 200) }),
    meaning: [
      result.base.etag === null
        ? say('The server gave no tag, so a send cannot be made conditional on this read.')
        : say('The appointment and its tag {tag} are stored: the next send is conditional on it.', {
            tag: result.base.etag,
          }),
    ],
    next: [],
  };
}

/** The readable account of one read. The appointment itself is shown elsewhere: it holds personal data. */
export function fetchReport(record: FetchRecord, translate: Translate): string {
  const { request, call } = record;
  const texts = fetchTexts(record);
  const account = call.account?.label;
  return [
    `${request.method} ${request.path}`,
    table(
      [
        [say('To'), destination(request)],
        [say('Account'), account === undefined ? say('none') : say('{label}', { label: account })],
      ],
      translate,
    ),
    '',
    ...answerLines(texts.title, call, translate, []),
    ...texts.meaning.map((line) => `  ${translate(line)}`),
    ...(texts.next.length === 0 ? [] : [translate(say('Next'))]),
    ...texts.next.map((line) => `  ${translate(line)}`),
    ...(call.attempts === 0 ? [] : [translate(say('For support')), table(supportRows(call), translate)]),
  ].join('\n');
}
