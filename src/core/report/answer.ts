import type { CallFacts } from '../send/record';
import { type Text, text as say, type Translate } from '../text';
import type { OutcomeTexts } from './outcomeTexts';
import { redact } from './redact';

/** A server's message can be anything; what helps is at its start. */
const MAX_MESSAGE = 1000;

/** Puts the next steps into the words of the place that prints the report: a shell has no buttons. */
export type WordNext = (steps: readonly string[]) => readonly string[];

/** What else the second half of a report may have. */
export interface AnswerDetails {
  readonly etagNow?: string | null;
  readonly wordNext?: WordNext | undefined;
}

/** The second half of every report: what came back, what it means, what to do next, and what support asks for. */
export function answerLines(
  { title, meaning, next }: OutcomeTexts,
  call: CallFacts,
  translate: Translate,
  personal: readonly string[],
  { etagNow = null, wordNext = (steps) => steps }: AnswerDetails = {},
): string[] {
  const time = call.attempts === 0 ? '' : ` (${call.durationMs} ms)`;
  return [
    `${translate(title)}${time}`,
    ...[
      ...serviceWords(call, personal),
      ...meaning,
      ...(etagNow === null ? [] : [say('Tag now: {tag}', { tag: etagNow })]),
      ...wordNext(next.map(translate)).map((step) => say('Next: {step}', { step })),
      ...supportWords(call),
    ].map((line) => `  ${translate(line)}`),
  ];
}

/** What an answer means and what to do next, without what is particular to one call: for a list of many. */
export function explanationLines(
  { meaning, inShort, next }: OutcomeTexts,
  call: CallFacts | undefined,
  translate: Translate,
  personal: readonly string[],
  wordNext: WordNext,
): string[] {
  return [
    ...(call === undefined ? [] : serviceWords(call, personal)),
    ...(inShort === undefined ? meaning : [inShort]),
    ...wordNext(next.map(translate)).map((step) => say('Next: {step}', { step })),
  ].map(translate);
}

/** The service's error in its own words, cleared of whatever is personal. */
function serviceWords({ reply }: CallFacts, personal: readonly string[]): Text[] {
  const error = reply?.error;
  if (error === undefined) return [];
  const codes = [error.code, ...error.innerCodes].filter((code) => code !== '').join(' / ');
  const words = [codes, error.message]
    .map((part) => redact(part, personal).slice(0, MAX_MESSAGE))
    .filter((part) => part !== '')
    .join(': ');
  return words === '' ? [] : [say('The service says: {words}', { words })];
}

/** What Microsoft's support asks for, as far as it is known; one line, so that the outcome stays in sight above it. */
function supportWords({ reply, clientRequestId, attempts }: CallFacts): Text[] {
  if (attempts === 0) return [];
  const ids = [
    ['request-id ', reply?.requestId],
    ['client-request-id ', clientRequestId ?? reply?.clientRequestId],
    ['', reply?.date],
  ]
    .flatMap(([label = '', id]) => (id === undefined || id === null ? [] : [`${label}${redact(id)}`]))
    .join(', ');
  if (ids === '') return [];
  return [
    attempts === 1
      ? say('For support: {ids}', { ids })
      : say('For support, the last of {attempts} attempts: {ids}', { attempts, ids }),
  ];
}
