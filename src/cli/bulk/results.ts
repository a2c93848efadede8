import type { BulkJob, JobResult } from '../../core/bulk/job';
import { explanationLines } from '../../core/report/answer';
import { isOthersMeeting } from '../../core/report/explanations';
import { outcomeTexts } from '../../core/report/outcomeTexts';
import type { OutcomeKind } from '../../core/send/outcome';
import { english } from '../../core/text';
import { EXIT_CODES, USAGE } from '../exitCodes';
import { hasOwnTag, nextHere, type SentHow, tagJustRead } from '../hereNext';
import { notSentJson, type ResultJson, resultJson } from '../sendJson';
import type { FileProblem } from './checkFiles';

/** How a result is counted: by its outcome, or as a file that cannot be read or names no appointment. */
export type Label = OutcomeKind | 'unusable';

/** What is kept of a result until all are there. */
export interface FileResult {
  readonly label: Label;
  readonly json: ResultJson;
  /** What came of it, in a few words. */
  readonly title: string;
  readonly exitCode: number;
  /** What it means and what to do next, where a file of its own would be told. The same for many files, mostly. */
  readonly explanation?: readonly string[];
  /** What was merged is not in the file. */
  readonly isFileBehind?: boolean;
  /** It went out over what others may have changed, and nobody can tell what that was. */
  readonly isUndoneUnknown?: boolean;
}

/** Where a merge could not decide, for a line about the file. */
export function collided({ collisions = [] }: ResultJson): string[] {
  return collisions.length === 0 ? [] : [`changed here and there: ${collisions.join(', ')}`];
}

/** What pipelines take a result for, in the order in which a summary lists them. */
export const VERDICTS: Readonly<Record<Label, 'passed' | 'failure' | 'error' | 'skipped'>> = {
  updated: 'passed',
  conflict: 'failure',
  rejected: 'failure',
  forbidden: 'error',
  notFound: 'error',
  retired: 'error',
  throttled: 'error',
  signInNeeded: 'error',
  unreachable: 'error',
  unknown: 'error',
  notApplied: 'error',
  invalid: 'failure',
  unusable: 'error',
  cancelled: 'skipped',
};

export const LABELS = Object.keys(VERDICTS) as readonly Label[];

/** Stands for any of many in what is said of all of them. */
const ANY_FILE = 'FILE';

/**
 * What became of one file, as every format needs it.
 *
 * @param how what the next steps depend on
 */
export function resultOf(
  { name }: Pick<BulkJob, 'name'>,
  result: JobResult,
  how: Omit<SentHow, 'path' | 'method' | 'isMany' | 'isOthers' | 'tagJustRead' | 'ownTag'>,
): FileResult {
  const sentHow: SentHow = { ...how, path: ANY_FILE, method: 'PATCH', isMany: true };
  switch (result.kind) {
    case 'sent': {
      const { record, personal } = result;
      const { outcome, call } = record;
      const texts = outcomeTexts(outcome, call.reply);
      return {
        label: outcome.kind,
        json: resultJson(name, record, personal),
        title: english(texts.title),
        exitCode: EXIT_CODES[outcome.kind],
        ...(outcome.kind !== 'updated' && {
          explanation: explanationLines(
            texts,
            call,
            english,
            personal,
            nextHere(outcome, {
              ...sentHow,
              tagJustRead: tagJustRead(record),
              ownTag: hasOwnTag(record, how),
              isOthers: isOthersMeeting(call.reply),
            }),
          ),
        }),
        ...(record.merge?.isFileBehind === true && { isFileBehind: true }),
        ...(record.request.condition === 'overwrite' &&
          record.overwritten === undefined && { isUndoneUnknown: true }),
      };
    }
    case 'unreadable':
      return unreadable(name, english(result.reason));
    case 'earlier': {
      const { outcome, url, status, etagSent, etagNow, requestId, clientRequestId, attempts, durationMs } =
        result.entry;
      const error =
        outcome === 'updated' ? null : { code: outcome, message: 'An earlier run ended like this.' };
      const facts = { url, status, etagSent, etagNow, requestId, clientRequestId, attempts, durationMs };
      return {
        label: outcome,
        json: { ...notSentJson(name, outcome, error), ...facts },
        title: 'in an earlier run',
        exitCode: EXIT_CODES[outcome],
        // The report of that run is not here any more.
        ...(outcome === 'conflict' && {
          explanation: nextHere(
            { kind: 'conflict', changes: { kind: 'unread' } },
            sentHow,
          )([]).map((step) => `Next: ${step}`),
        }),
      };
    }
    case 'notTried': {
      const { kind } = result.outcome;
      const texts = outcomeTexts(result.outcome, undefined);
      const { title, meaning } = texts;
      const error = { code: kind, message: meaning.map(english).join(' ') };
      return {
        label: kind,
        json: notSentJson(name, kind, error),
        title: english(title),
        exitCode: EXIT_CODES[kind],
        ...(kind !== 'cancelled' && {
          explanation: explanationLines(texts, undefined, english, [], nextHere(result.outcome, sentHow)),
        }),
      };
    }
  }
}

/** A file that the check has kept from being sent. */
export function problemResult({ path, kind, message }: FileProblem): FileResult {
  if (kind === 'unusable') return unreadable(path, message ?? '');
  return {
    label: 'invalid',
    json: notSentJson(path, 'invalid', null),
    title: 'it has errors',
    exitCode: EXIT_CODES.invalid,
  };
}

function unreadable(path: string, message: string): FileResult {
  return {
    label: 'unusable',
    json: notSentJson(path, 'invalid', { code: 'unreadable', message }),
    title: message,
    exitCode: USAGE,
  };
}
