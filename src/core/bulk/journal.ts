import type { OutcomeKind } from '../send/outcome';

export const JOURNAL_VERSION = 1;

/** The first line of a journal: which files it is about, and where they went. */
export interface JournalHeader {
  readonly journal: 'vappt';
  readonly version: typeof JOURNAL_VERSION;
  /** A hash of the files' names, in order, and of where they go. */
  readonly set: string;
  readonly files: number;
}

/** Written before a change goes out: from here on it may have been applied. */
export interface StartedEntry {
  readonly event: 'started';
  readonly file: string;
  readonly target: string;
  readonly body: string;
  /** The value of `If-Match`; `null`: unconditional. */
  readonly etagSent: string | null;
  /**
   * A merge or an overwrite, on what was read after a conflict. The file itself must not be sent on this tag: it knows nothing
   * of what has led to it.
   */
  readonly afterConflict?: true;
}

/** What became of a file. Holds no values of its body, and no words of the service, which may repeat some. */
export interface EndedEntry {
  readonly event: 'ended';
  readonly file: string;
  readonly target: string;
  readonly body: string;
  readonly outcome: OutcomeKind;
  /** Whether a change may have been applied whose outcome this does not tell. */
  readonly doubt: boolean;
  readonly url: string | null;
  readonly status: number | null;
  readonly etagSent: string | null;
  readonly etagNow: string | null;
  readonly requestId: string | null;
  readonly clientRequestId: string | null;
  readonly attempts: number;
  readonly durationMs: number;
}

export type JournalEntry = StartedEntry | EndedEntry;

/** Keeps what happened where the end of the process does not reach it. */
export interface Journal {
  /** Resolves when the entry is safe. @throws JournalError */
  write(entry: JournalEntry): Promise<void>;
}

/** The journal can take no more, so nothing more may be sent. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}

/** By name: the bundles have a class of their own each. */
export function isJournalError(error: unknown): error is JournalError {
  return error instanceof Error && error.name === 'JournalError';
}

/** What an earlier run leaves to be done with a file. */
export type Earlier =
  /** It is done, or the service has refused it for good. */
  | { readonly kind: 'certain'; readonly entry: EndedEntry }
  /** It may have been applied. */
  | {
      readonly kind: 'doubt';
      readonly etagSent: string | null;
      /** A later file of the same appointment went out after it: sending it again would undo that one. */
      readonly overtaken: boolean;
    };

/** Whether sending the same file again would mend nothing. What is not for good has kept a file from being sent. */
const IS_FOR_GOOD: Readonly<Record<OutcomeKind, boolean>> = {
  updated: true,
  conflict: true,
  rejected: true,
  forbidden: true,
  notFound: true,
  retired: true,
  throttled: false,
  signInNeeded: false,
  unreachable: false,
  unknown: false,
  notApplied: false,
  invalid: false,
  cancelled: false,
};

/**
 * What earlier runs leave to be done: files that are not in the result, whose body has changed since, or which are about
 * another appointment by now, are sent as if for the first time.
 *
 * @param entries of all runs so far, in the order in which they were written
 */
export function earlierRuns(
  entries: readonly JournalEntry[],
): (file: string, bodyHash: string, targetHash: string) => Earlier | undefined {
  const last = new Map<string, { entry: JournalEntry; place: number; started?: StartedEntry }>();
  const lastStart = new Map<string, number>();
  entries.forEach((entry, place) => {
    const isOwn = entry.event === 'started' && entry.afterConflict !== true;
    const started = isOwn ? entry : last.get(entry.file)?.started;
    last.set(entry.file, { entry, place, ...(started !== undefined && { started }) });
    if (entry.event === 'started') lastStart.set(entry.target, place);
  });
  return (file, bodyHash, targetHash) => {
    const found = last.get(file);
    if (found?.entry.target !== targetHash) return undefined;
    const { entry, place, started } = found;
    if (entry.event === 'ended' && !entry.doubt) {
      const isSame = entry.body === bodyHash;
      return isSame && IS_FOR_GOOD[entry.outcome] ? { kind: 'certain', entry } : undefined;
    }
    const overtaken = (lastStart.get(entry.target) ?? 0) > place;
    return { kind: 'doubt', etagSent: started?.etagSent ?? null, overtaken };
  };
}

/** How far a run has come with a file. */
export type Reached =
  | { readonly kind: 'notSent' }
  /** It went out, and nobody knows what came of it. */
  | { readonly kind: 'doubt' }
  /** `isCertain`: going on will not send it again. */
  | { readonly kind: 'ended'; readonly entry: EndedEntry; readonly isCertain: boolean };

/** How far an interrupted run has come with each of its files, as far as its journal tells. */
export function reachedIn(entries: readonly JournalEntry[]): (file: string) => Reached {
  const last = new Map(entries.map((entry) => [entry.file, entry]));
  return (file) => {
    const entry = last.get(file);
    if (entry === undefined) return { kind: 'notSent' };
    if (entry.event === 'started' || entry.doubt) return { kind: 'doubt' };
    return { kind: 'ended', entry, isCertain: IS_FOR_GOOD[entry.outcome] };
  };
}
