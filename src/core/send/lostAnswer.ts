import { applyPatch, changedPaths } from '../graph/appointment';
import type { Base } from './base';
import { readFromServer, type SendParts } from './fetchAppointment';
import type { SendOutcome, UnknownReason } from './outcome';
import type { Plan } from './plan';
import { keepNews, moveBase, type Written } from './readBack';
import type { Condition, SendRecord } from './record';

/** A write whose answer does not tell what came of it. */
export interface LostWrite extends Written {
  /** The tag that was sent: a real one, `*`, or none. */
  readonly etag: string | null;
  /** Where that tag came from. */
  readonly condition?: Condition;
  /** PUT where there was nothing before. */
  readonly creates: boolean;
}

type Settled = Pick<SendRecord, 'outcome' | 'etagNow'>;

/**
 * Finds out by reading again what became of a write without a usable answer. It is never sent again here: it may have
 * been applied, or may still be.
 */
export async function resolveLostAnswer(
  parts: SendParts,
  plan: Plan,
  lost: LostWrite,
  why: UnknownReason,
  signal: AbortSignal | undefined,
): Promise<Settled> {
  const { result } = await readFromServer(parts, plan, signal);
  if (result.kind === 'notFound') {
    const outcome: SendOutcome = lost.creates
      ? { kind: 'notApplied', why, proof: 'nothingThere' }
      : { kind: 'unknown', why, readAgain: 'gone' };
    return { outcome, etagNow: null };
  }
  if (result.kind !== 'read') {
    return { outcome: { kind: 'unknown', why, readAgain: 'failed' }, etagNow: null };
  }
  const now = result.base;
  return { outcome: await judge(parts, lost, why, now), etagNow: now.etag };
}

async function judge(parts: SendParts, lost: LostWrite, why: UnknownReason, now: Base): Promise<SendOutcome> {
  const { base, sent, creates } = lost;
  const isConditional = lost.etag !== null && lost.etag !== '*';
  const before = isConditional ? lost.etag : (base?.etag ?? null);
  if (before !== null && now.etag === before) {
    // Sending again must go out on this tag: should the lost write arrive late, it does not count twice.
    if (lost.condition === 'justRead' && base !== undefined) await parts.bases.set(lost.key, { base });
    return { kind: 'notApplied', why, proof: isConditional ? 'sameTag' : 'sameContent' };
  }
  const isThere = changedPaths(now.appointment, applyPatch(now.appointment, sent)).length === 0;
  if (isThere) {
    const { readBack } = await moveBase(parts, lost, now);
    return { kind: 'updated', created: creates, readBack, lostAnswer: why };
  }
  if (
    now.etag === null &&
    base !== undefined &&
    changedPaths(base.appointment, now.appointment).length === 0
  ) {
    return { kind: 'notApplied', why, proof: 'sameContent' };
  }
  await keepNews(parts, lost, now);
  // Before a PUT there was nothing.
  const isUnknownBefore = before === null && base === undefined && !creates;
  return { kind: 'unknown', why, readAgain: isUnknownBefore ? 'notAsSent' : 'other' };
}
