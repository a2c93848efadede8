import type { PayloadDocument } from '../core/payload/model';
import { changedPaths } from '../core/graph/appointment';
import { bodyValue } from '../core/payload/body';
import { withEdits } from '../core/merge/applyMerged';
import type { Side } from '../core/merge/conflict';
import { collisionPath } from '../core/report/previewTexts';
import type { Base } from '../core/send/base';
import type { SendParts } from '../core/send/fetchAppointment';
import { mergeAndResend } from '../core/send/mergeAndResend';
import { overwriteTheirs } from '../core/send/overwrite';
import type { Plan } from '../core/send/plan';
import type { SendRecord } from '../core/send/record';
import type { Console } from './console';
import type { ConflictMode } from './options';
import { shownPath } from './printable';
import { writeBack } from './writeBack';

/** Wrong use, for one file and for several. */
export const WRITE_WITHOUT_MERGE =
  '--write goes with --on-conflict merge only: it writes merged values into the file.';

/** Wrong use, for one file and for several. */
export const PREFER_WITHOUT_MERGE =
  '--prefer goes with --on-conflict merge only: it says whose value counts where both have changed the same.';

export interface Conflicted {
  readonly path: string;
  readonly document: PayloadDocument;
  /** What the payload was made from. */
  readonly base: Base | undefined;
  readonly record: SendRecord;
}

export interface Resolution {
  readonly record: SendRecord;
  /** What was sent last. */
  readonly document: PayloadDocument;
  /** What the server had when it was merged with or overwritten; missing where nothing of that went out. */
  readonly theirs?: Base | undefined;
  /** Whether merged values have been written into the payload file. */
  readonly isFileMerged: boolean;
}

export interface Wishes {
  /** Merged values go into the file too. */
  readonly writes: boolean;
  /** Whose value counts where both have changed the same; missing: the merge stops there. */
  readonly prefer: Side | undefined;
  readonly console: Pick<Console, 'note'>;
  readonly signal: AbortSignal | undefined;
}

/** Goes on after a conflict as the options say: nobody is asked, so a merge must have nothing to ask. */
export async function resolveConflict(
  mode: ConflictMode,
  parts: SendParts,
  plan: Plan,
  conflicted: Conflicted,
  { writes, prefer, console, signal }: Wishes,
): Promise<Resolution> {
  const { path, document, base, record } = conflicted;
  if (mode === 'fail' || !isResolvable(record)) return { record, document, isFileMerged: false };
  if (mode === 'overwrite') {
    return { ...(await overwriteTheirs(parts, plan, document, signal)), document, isFileMerged: false };
  }

  let current = document;
  let isFileMerged = false;
  let collisions: readonly string[] = [];
  /** What others have changed, and the preference for mine has undone. */
  const undone = new Set<string>();
  const result = await mergeAndResend(
    parts,
    plan,
    { base, document },
    async (step) => {
      const { merge, edits } = prefer === undefined ? step : step.again(() => prefer);
      collisions = merge.conflicts.map(collisionPath);
      if (collisions.length > 0) return undefined;
      if (prefer === 'mine') for (const conflict of step.merge.conflicts) undone.add(collisionPath(conflict));
      const next = withEdits(current, edits);
      const problem = writes ? await writeBack(path, current.text, next.text) : undefined;
      if (problem !== undefined) {
        console.note(`${shownPath(path)} was not written, and nothing was sent: ${problem}.`);
        return undefined;
      }
      if (writes) {
        isFileMerged = true;
        await step.keep();
      }
      current = next;
      return next;
    },
    signal,
  );
  const last = result.record ?? record;
  if (collisions.length > 0 && last.outcome.kind === 'conflict') {
    return { record: { ...last, outcome: { ...last.outcome, collisions } }, document: current, isFileMerged };
  }
  if (last.merge === undefined) return { record: last, document: current, isFileMerged };
  const isSame = changedPaths(bodyValue(document), bodyValue(current)).length === 0;
  const isFileBehind = !writes && !isSame && last.outcome.kind === 'updated';
  const theirs = result.step?.theirs;
  const merged = {
    ...last,
    merge: { ...last.merge, isFileBehind },
    ...(undone.size > 0 && { overwritten: [...undone] }),
  };
  return { record: merged, document: current, theirs, isFileMerged };
}

/** Nothing to merge with, or a tag that is only misspelt: those have another next step. */
function isResolvable({ outcome }: SendRecord): boolean {
  if (outcome.kind !== 'conflict') return false;
  return !['deleted', 'weakTagMeant', 'sameTag'].includes(outcome.changes.kind);
}
