import { languageProblem } from '../graph/acceptLanguage';
import type { CloudName } from '../graph/clouds';
import { meetingIdProblem, userProblem } from '../graph/ids';
import { type IfMatch, type IfMatchMode, parseIfMatchDirective } from '../graph/ifMatch';
import type { RequestOptions } from '../graph/requests';
import type { Target } from '../graph/target';
import type { Directives } from '../payload/model';
import { type Text, text as say } from '../text';

/** What may be said outside the file, strongest first: options (CLI, or chosen in the editor), then settings. */
export interface SendOptions {
  readonly meeting?: string | undefined;
  readonly user?: string | undefined;
  readonly ifMatch?: IfMatch | undefined;
  readonly acceptLanguage?: string | undefined;
}

export interface SendSettings {
  readonly cloud: CloudName;
  readonly user: string;
  readonly ifMatch: IfMatchMode;
  /** Empty: the header is not sent. */
  readonly acceptLanguage: string;
}

/** Everything about a request but its body and its tag. */
export interface Plan {
  readonly target: Target;
  readonly ifMatch: IfMatch;
  readonly options: RequestOptions;
}

export type PlanResult =
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'noMeeting' }
  | { readonly kind: 'unusable'; readonly reason: Text };

/** Decides where a payload goes and how: option, then directive, then setting. The file never chooses the cloud. */
export function planRequest(
  directives: Directives,
  options: SendOptions,
  settings: SendSettings,
): PlanResult {
  const meetingId = options.meeting ?? directives.meeting;
  if (meetingId === undefined) return { kind: 'noMeeting' };
  const named = options.user ?? directives.user;
  const user = named ?? settings.user;
  const language = options.acceptLanguage ?? directives.acceptLanguage ?? settings.acceptLanguage;
  const reason =
    meetingIdProblem(meetingId) ??
    (named === undefined ? settingProblem(user) : userProblem(user)) ??
    languageProblem(language);
  if (reason !== undefined) return { kind: 'unusable', reason };

  const ifMatch = options.ifMatch ?? ifMatchOf(directives) ?? { kind: settings.ifMatch };
  if (ifMatch.kind === 'malformed') return { kind: 'unusable', reason: ifMatch.reason };
  const plan: Plan = {
    target: { cloud: settings.cloud, user, meetingId },
    ifMatch,
    options: { acceptLanguage: language === '' ? undefined : language },
  };
  return { kind: 'plan', plan };
}

/** What is wrong with the user that no file has named: who looks into the file finds none. */
function settingProblem(user: string): Text | undefined {
  if (userProblem(user) === undefined) return undefined;
  return say(
    'The setting "vappt.user" is neither "me" nor an Entra object id, a GUID. An address or user name is not found by Graph.',
  );
}

/** Whether two plans make the same request but for its body: where it goes, under which condition, with which options. */
export function isSamePlan(a: Plan, b: Plan): boolean {
  // Both are made by `planRequest`, so that what is in them comes in one order.
  return JSON.stringify(a) === JSON.stringify(b);
}

function ifMatchOf({ ifMatch }: Directives): ReturnType<typeof parseIfMatchDirective> | undefined {
  return ifMatch === undefined ? undefined : parseIfMatchDirective(ifMatch);
}
