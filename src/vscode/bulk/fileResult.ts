import { Uri } from 'vscode';
import type { JobResult } from '../../core/bulk/job';
import type { EndedEntry, Reached } from '../../core/bulk/journal';
import { isOthersMeeting } from '../../core/report/explanations';
import { outcomeTexts } from '../../core/report/outcomeTexts';
import { sendReport } from '../../core/report/sendReport';
import { statusLine } from '../../core/report/statusNames';
import type { OutcomeKind } from '../../core/send/outcome';
import { say, translate } from '../translate';
import type { FileProblem, ReadyFile } from './checkFile';

/** What became of one file of many. */
export interface FileResult {
  readonly uri: Uri;
  readonly outcome: OutcomeKind;
  /** What came of it, in a few words. */
  readonly title: string;
  /** The whole report; missing where nothing was sent. */
  readonly report?: string | undefined;
  /** Where it may have been applied: the tag that it was sent on. */
  readonly doubt?: { readonly etagSent: string | null } | undefined;
  /** The meeting is somebody else's: nothing can be created under its id. */
  readonly isOthers?: boolean | undefined;
}

/** What the view shows of a file that the run has come to. @param name the URI of the file */
export function resultOf(name: string, result: JobResult): FileResult {
  const uri = Uri.parse(name);
  switch (result.kind) {
    case 'sent': {
      const { outcome, call, request } = result.record;
      const title = translate(outcomeTexts(outcome, call.reply).title);
      const report = sendReport(result.record, translate, result.personal);
      const doubt = outcome.kind === 'unknown' ? { etagSent: request.etagSent } : undefined;
      const isOthers = isOthersMeeting(call.reply);
      return { uri, outcome: outcome.kind, title, report, doubt, ...(isOthers && { isOthers }) };
    }
    case 'unreadable':
      return problemResult({ uri, problem: translate(result.reason) });
    case 'earlier':
      return earlierResult(uri, result.entry);
    case 'notTried': {
      const title = translate(result.reason ?? outcomeTexts(result.outcome, undefined).title);
      return { uri, outcome: result.outcome.kind, title };
    }
  }
}

/** What the view shows of a file that kept a run from sending. */
export function problemResult({ uri, problem }: FileProblem): FileResult {
  return { uri, outcome: 'invalid', title: problem };
}

/** What the view shows of a file that could have been sent, had the others been all right. */
export function waitingResult({ uri }: ReadyFile): FileResult {
  return { uri, outcome: 'cancelled', title: say('Not sent: other files have errors') };
}

/** How far an interrupted run has come with a file. */
export function reachedResult(name: string, reached: Reached): FileResult {
  const uri = Uri.parse(name);
  switch (reached.kind) {
    case 'ended':
      return earlierResult(uri, reached.entry);
    case 'doubt':
      return { uri, outcome: 'unknown', title: say('Interrupted: it may have been saved') };
    case 'notSent':
      return { uri, outcome: 'cancelled', title: say('Interrupted: not sent') };
  }
}

/** The journal keeps no words: what the service says may repeat values of the payload. */
function earlierResult(uri: Uri, { outcome, status }: EndedEntry): FileResult {
  const title =
    status === null
      ? say('before the interruption')
      : say('{status}: before the interruption', { status: statusLine(status) });
  return { uri, outcome, title };
}

/** For example "20 of 25 saved". */
export function summary(results: readonly FileResult[]): string {
  return say('{saved} of {count} saved', {
    saved: results.filter(({ outcome }) => outcome === 'updated').length,
    count: results.length,
  });
}
