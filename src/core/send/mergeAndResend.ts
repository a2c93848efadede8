import type { Edit } from 'jsonc-parser';
import { applyMerged } from '../merge/applyMerged';
import type { Choose, Merge } from '../merge/conflict';
import { mergePayload } from '../merge/mergePayload';
import { bodyValue } from '../payload/body';
import { readDirectives } from '../payload/directives';
import type { PayloadDocument } from '../payload/model';
import type { Base } from './base';
import type { SendParts } from './fetchAppointment';
import type { Plan } from './plan';
import type { MergeFacts, SendRecord } from './record';
import { sendOn } from './sendPatch';
import { takenFromTheirs } from './takenFromTheirs';
import { onTheirs, readTheirs } from './theirs';

/** How often a merge is begun anew because somebody else was faster again. */
export const MAX_ROUNDS = 3;

/** One round of a merge, for the caller to look at, to write into the file, and to decide. */
export interface MergeStep {
  /** From 1. */
  readonly round: number;
  /** What this round's merge begins with; `undefined`: nothing was read before, so it can only compare two ways. */
  readonly base: Base | undefined;
  /** What the server has now: the send is conditional on its tag. */
  readonly theirs: Base;
  readonly document: PayloadDocument;
  readonly merge: Merge;
  /** Make of the document's text one that sends `merge.merged`. */
  readonly edits: readonly Edit[];
  /** The same merge with the user's answers to its conflicts. New ones can come up: ask until there are none. */
  readonly again: (choose: Choose) => Pick<MergeStep, 'merge' | 'edits'>;
  /**
   * To be called once the merged values are in the payload for good, whatever comes of the send: it is made from `theirs`
   * then, and merging with an older base would take what came from there for its own.
   */
  readonly keep: () => Promise<void>;
}

/**
 * Decides one round: the document to send, with the merged values written into it, or `undefined` to stop here.
 * A merge with conflicts must not be sent before they are resolved.
 */
export type DecideMerge = (step: MergeStep) => Promise<PayloadDocument | undefined>;

export interface MergeResult {
  /** Of the last send; missing when none went out because the caller has stopped the merge. */
  readonly record: SendRecord | undefined;
  /** The last round, if the server could be read. */
  readonly step: MergeStep | undefined;
  readonly rounds: number;
  /** Whether it has stopped because the payload says another appointment, or another language, than when it began. */
  readonly isRedirected: boolean;
}

/**
 * Merges a payload with what the server has and sends it on the tag just read. When somebody else is faster once more,
 * it begins anew with what was merged so far, at most three times; then it stops, with everything kept. The base in the
 * store moves to what was merged with once that is in the payload, or when the send has met a 412: merging once more asks
 * nothing then that is decided already.
 *
 * @param base what the payload was made from, if that is known
 * @param document a payload without findings that are errors
 */
export async function mergeAndResend(
  parts: SendParts,
  plan: Plan,
  { base, document }: { readonly base: Base | undefined; readonly document: PayloadDocument },
  decide: DecideMerge,
  signal?: AbortSignal,
): Promise<MergeResult> {
  let from = base;
  let current = document;
  const taken = new Set<string>();
  let last: MergeStep | undefined;
  let record: SendRecord | undefined;
  const ended = (rounds: number): MergeResult => ({ record, step: last, rounds, isRedirected: false });
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const read = await readTheirs(parts, plan, current, 'merged', signal);
    if (read.kind === 'ended') return { ...ended(round), record: read.record };
    const keep = (): Promise<void> => parts.bases.set(read.key, { base: read.theirs });
    const step = { ...mergeStep(round, from, read.theirs, current), keep };
    last = step;
    const decided = await decide(step);
    if (decided === undefined) return ended(round);
    if (!isForTheSame(document, decided)) return { ...ended(round), isRedirected: true };
    for (const path of takenFromTheirs(step, decided)) taken.add(path);
    const facts: MergeFacts = { taken: [...taken], rounds: round };
    // The payload is made from what was merged: when this send meets a 412, that is its base, and not the stored one.
    const chosen = { ...onTheirs(read, 'merged'), stored: undefined };
    record = { ...(await sendOn(chosen, parts, plan, decided, signal)), merge: facts };
    if (record.outcome.kind !== 'conflict') return ended(round);
    // What is in the payload now was made from what the server had in this round.
    from = read.theirs;
    current = decided;
  }
  return ended(MAX_ROUNDS);
}

/** What was read is of one appointment. `$ifMatch` does not count: a merge goes out on the tag just read. */
function isForTheSame(before: PayloadDocument, now: PayloadDocument): boolean {
  const [a, b] = [readDirectives(before), readDirectives(now)];
  return a.meeting === b.meeting && a.user === b.user && a.acceptLanguage === b.acceptLanguage;
}

function mergeStep(
  round: number,
  base: Base | undefined,
  theirs: Base,
  document: PayloadDocument,
): Omit<MergeStep, 'keep'> {
  const mine = bodyValue(document);
  const merged = (choose?: Choose): Pick<MergeStep, 'merge' | 'edits'> => {
    const merge = mergePayload({ base: base?.appointment, mine, theirs: theirs.appointment, choose });
    return { merge, edits: applyMerged(document, merge.merged) };
  };
  return { round, base, theirs, document, ...merged(), again: merged };
}
