import { accountLine } from '../auth/account';
import type { Condition, MergeFacts, RequestFacts, SendRecord } from '../send/record';
import { type Text, text as say, type Translate } from '../text';
import { answerLines, type WordNext } from './answer';
import { destination } from './destination';
import { outcomeTexts } from './outcomeTexts';
import { type Labelled, table } from './layout';
import { redact } from './redact';

/**
 * The readable account of one send, the same in the output panel and in the CLI, but for the words of its next steps. It
 * is built from listed facts, so it holds neither tokens nor clients' names, addresses and numbers.
 *
 * @param personal values of the payload that a server's message must not repeat
 * @param wordNext puts the next steps into the caller's own words
 */
export function sendReport(
  record: SendRecord,
  translate: Translate,
  personal: readonly string[],
  wordNext?: WordNext,
): string {
  const { request, call, outcome, etagNow } = record;
  return [
    `${request.method} ${request.path}`,
    table(requestRows(record, translate), translate),
    '',
    ...answerLines(outcomeTexts(outcome, call.reply), call, translate, personal, { etagNow, wordNext }),
  ].join('\n');
}

function requestRows(
  { request, call, merge, overwritten, outcome }: SendRecord,
  translate: Translate,
): Labelled[] {
  return [
    [say('To'), destination(request)],
    [say('Account'), call.account === undefined ? say('none') : accountLine(call.account, translate)],
    [say('If-Match'), conditionText(request)],
    [
      say('Body'),
      say('{bytes} bytes: {properties}', {
        bytes: request.bodyBytes,
        properties: request.properties.length === 0 ? '{}' : redact(request.properties.join(', ')),
      }),
    ],
    ...(merge === undefined ? [] : [[say('Merged'), mergeText(merge)] as const]),
    ...(outcome.kind === 'updated' ? undoneRow(request, overwritten) : []),
  ];
}

function conditionText({ condition, etagSent }: RequestFacts): Text {
  if (etagSent !== null) return TAG_TEXTS[condition](etagSent);
  if (condition === 'none') return say('none: UNCONDITIONAL, whatever the server has is overwritten');
  return condition === 'create'
    ? say('none: a new appointment has no tag yet')
    : say('no tag, nothing was sent');
}

function mergeText({ taken, isFileBehind }: MergeFacts): Text {
  if (taken.length === 0) return say('nothing had to be taken from the server');
  const paths = redact(taken.join(', '));
  return isFileBehind === true
    ? say('{paths}: from the server, and not in the file, which is behind now', { paths })
    : say('{paths}: from the server', { paths });
}

function undoneRow({ condition }: RequestFacts, overwritten: readonly string[] | undefined): Labelled[] {
  if (overwritten === undefined) {
    return condition === 'overwrite'
      ? [[say('Undone'), say('cannot be told: nothing was read before that this payload was made from')]]
      : [];
  }
  return overwritten.length === 0 ? [] : [[say('Undone'), overwrittenText(overwritten)]];
}

function overwrittenText(properties: readonly string[]): Text {
  return say('{properties}: what others had changed there', { properties: redact(properties.join(', ')) });
}

const given = (tag: string): Text => say('{tag} (as given)', { tag });
const TAG_TEXTS: Readonly<Record<Condition, (tag: string) => Text>> = {
  stored: (tag) => say('{tag} (stored when it was read)', { tag }),
  justRead: (tag) => say('{tag} (read just before)', { tag }),
  merged: (tag) => say('{tag} (read for the merge)', { tag }),
  overwrite: (tag) => say('{tag} (read to overwrite it)', { tag }),
  any: (tag) => say('{tag} (any version, as long as there is one)', { tag }),
  given,
  none: given,
  create: given,
  read: given,
};
