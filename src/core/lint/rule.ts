import type { CloudName } from '../graph/clouds';
import type { PayloadDocument, Span } from '../payload/model';
import type { Text } from '../text';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Replaces a stretch of the document's text. An empty stretch is an insertion, an empty text a removal. */
export interface TextEdit extends Span {
  readonly newText: string;
}

/** A way to put a finding right: changes of the text, all of them or none. */
export interface Fix {
  readonly title: Text;
  /** In document order, without overlaps. */
  readonly edits: readonly TextEdit[];
  /** Only one thing can have been meant, so that it may be done without being asked for: by `vappt fix` and on save. */
  readonly safe?: true;
  /** Names that it gives to members, each with its object: of two fixes that would give one twice, one is made. */
  readonly claims?: readonly string[];
}

/** A fix that needs the host: the online meeting has to be looked up, and its id written in the finding's place. */
export interface MeetingLookup {
  readonly kind: 'resolveMeeting';
  readonly by: 'joinWebUrl' | 'joinMeetingId';
  /** The link; or the number, digits only. */
  readonly value: string;
}

/** Something to say about a payload file, at a place in it. Messages never repeat a client's data. */
export interface Finding extends Span {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: Text;
  /** Ways to put it right, the best one first. */
  readonly fixes?: readonly Fix[];
  readonly data?: MeetingLookup;
}

/** What a rule reports; `runRules` adds its id and severity. */
export type Complaint = Omit<Finding, 'rule' | 'severity'>;

/** Takes what a rule has to say. */
export type Report = (complaint: Complaint) => void;

/** What the host knows beside the text. All of it may be missing, and then the rules that need it say nothing. */
export interface LintContext {
  /** Where the payload goes. Retirement is spoken of only for a real cloud. */
  readonly cloud?: CloudName;
  /** The tag that was read last for the file's target. */
  readonly knownTag?: string;
  /** `appointmentClients` of the base: as they were when that tag was read. */
  readonly baseClients?: readonly unknown[];
}

export interface Rule {
  /** Stable: it is in reports, in the CLI's JSON and in the anchors of the documentation. */
  readonly id: string;
  readonly severity: Severity;
  /**
   * Set when VS Code's own JSON service reports this in an editor, with the severity it has there: the rule is then
   * not shown a second time, but still decides whether the file can be sent.
   */
  readonly editorSeverity?: Severity;
  /** Called back rather than returned: to set up forty iterators costs more than to look through a small file. */
  check(document: PayloadDocument, report: Report, context: LintContext): void;
}

/** What the README sorts the rules by. */
export const RULE_GROUPS = [
  'Text that cannot be sent',
  'Directives',
  'The meeting',
  'Names, types and places',
  'Values',
  'The list of clients',
  'What the service makes of it',
] as const;

/** A rule for readers: docs/rules.md is made of these. Plain Markdown. */
export interface RuleDocs {
  readonly group: (typeof RULE_GROUPS)[number];
  /** What it finds, in a few words: a row of a table. */
  readonly finds: string;
  /** Why it matters, and what that is known from. */
  readonly why: string;
  /** A file that it complains about. */
  readonly example: string;
  /** What a host has to know for the example. */
  readonly context?: LintContext;
  /** What its fix does, where it has one. */
  readonly fix?: string;
}

/** The fix that may be done without asking, if there is one. */
export function safeFix({ fixes }: Pick<Finding, 'fixes'>): Fix | undefined {
  const preferred = fixes?.[0];
  return preferred?.safe === true ? preferred : undefined;
}
