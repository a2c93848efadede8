import { type Appointment, applyPatch, changedPaths } from '../graph/appointment';
import type { Base, BaseWrite, KnownAppointment } from './base';
import { readFromServer, type SendParts } from './fetchAppointment';
import type { ReadBack } from './outcome';
import type { Plan } from './plan';

/** A write that has gone out. */
export interface Written {
  /** The target's name in the base store. */
  readonly key: string;
  /** What the sender knew before, if anything. */
  readonly base: Base | undefined;
  readonly stored: KnownAppointment | undefined;
  readonly sent: Appointment;
}

export interface After {
  readonly readBack: ReadBack;
  readonly etag: string | null;
}

/** Reads the appointment after a successful write, because the old tag is spent and the answer names no new one. */
export async function readBack(
  parts: SendParts,
  plan: Plan,
  written: Written,
  signal: AbortSignal | undefined,
): Promise<After> {
  if (parts.readsBack === false) {
    await spend(parts, written);
    return { readBack: { kind: 'notRead' }, etag: null };
  }
  const { result } = await readFromServer(parts, plan, signal);
  if (result.kind === 'read') return await moveBase(parts, written, result.base);
  await spend(parts, written);
  return { readBack: { kind: 'failed' }, etag: null };
}

/** The tag is used up, and the new one is not known. */
async function spend({ bases }: SendParts, { key, base, stored, sent }: Written): Promise<void> {
  const last = base ?? stored?.base;
  if (last === undefined) {
    await bases.delete(key);
    return;
  }
  await bases.set(key, { base: plusSent(last, sent), spent: true }, writeOn(last, sent));
}

/** What should be there after a write, as far as the sender knows; the tag is the one that is used up by it. */
function plusSent(last: Base, sent: Appointment): Base {
  return { ...last, appointment: applyPatch(last.appointment, sent) };
}

function writeOn(last: Base, sent: Appointment): BaseWrite {
  return { found: last.appointment, sent };
}

/**
 * The base moves only to a state that is what was known plus what was sent; anything else is somebody else's news, and
 * is kept beside what should be there, so that the next send meets it as a conflict.
 *
 * @param now what the server has after the write
 */
export async function moveBase(
  { bases }: Pick<SendParts, 'bases'>,
  { key, base, stored, sent }: Written,
  now: Base,
): Promise<After> {
  // Without a base, what can be checked is that the values sent are there.
  const expected = applyPatch((base ?? now).appointment, sent);
  const paths = changedPaths(expected, now.appointment);
  if (paths.length === 0) {
    await bases.set(key, { base: now }, { found: (base ?? now).appointment, sent });
    return { readBack: { kind: 'asSent' }, etag: now.etag };
  }
  const last = base ?? stored?.base;
  if (last === undefined) await bases.delete(key);
  // What still has the old tag was read from before the write, which is no news.
  else if (now.etag === last.etag) await bases.set(key, { base: last, theirs: now });
  else await bases.set(key, { base: plusSent(last, sent), theirs: now }, writeOn(last, sent));
  return { readBack: { kind: 'different', paths }, etag: now.etag };
}

/**
 * Keeps news from the server beside the base, which stays: the next send then meets the conflict instead of undoing
 * what somebody else did.
 */
export async function keepNews(
  { bases }: Pick<SendParts, 'bases'>,
  { key, base, stored }: Pick<Written, 'key' | 'base' | 'stored'>,
  news: Base | undefined,
): Promise<void> {
  const kept = stored === undefined || stored.spent === true ? base : stored.base;
  if (kept === undefined) return;
  const theirs = news ?? stored?.theirs;
  const isNews = theirs !== undefined && (theirs.etag === null || theirs.etag !== kept.etag);
  // A read that was made only for this send is worth keeping only to meet the conflict again.
  if (!isNews && kept === base && stored?.base !== base) return;
  await bases.set(key, { base: kept, ...(isNews && { theirs }) });
}
