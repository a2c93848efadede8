import type { Appointment } from '../core/graph/appointment';
import { withOwnChanges } from '../core/merge/ownChanges';
import type { Base, KnownAppointment } from '../core/send/base';
import type { SendRecord } from '../core/send/record';
import { saveBaseFile } from './baseFile';

/** What a send has begun with, and what it has come to know. */
export interface Knowledge {
  /** What the payload file was made from. */
  readonly before: Base | undefined;
  /** What is known of the appointment now. */
  readonly now: KnownAppointment | undefined;
  /** What the server had when it was merged with or overwritten. */
  readonly theirs: Base | undefined;
  /** The body that went out last. */
  readonly sent: Appointment;
  /** Whether merged values have been written into the payload file. */
  readonly isFileMerged: boolean;
}

/**
 * Keeps what the appointment is like after a send. The send is over by now: a base that cannot be kept is a note, not a
 * failure. Of a file that does not have what was merged, the base does not move to what the server has: it would undo the
 * merge the next time.
 *
 * @returns why the base could not be kept
 */
export async function keepBase(
  path: string,
  record: SendRecord,
  knowledge: Knowledge,
  url: string,
): Promise<string | undefined> {
  const outdated = record.merge?.isFileBehind === true ? outdatedBase(knowledge) : undefined;
  if (outdated !== undefined) return await saveBaseFile(path, { base: outdated }, url);
  const { now } = knowledge;
  const kept = whatToKeep(record, knowledge);
  if (kept.kind === 'lost') return kept.why;
  if (kept.kind === 'nothing' || now === undefined) return undefined;
  return savedAll(await saveBaseFile(path, { base: now.base }, url), record);
}

/**
 * Whether what is known after a send is what the payload file was made from now. After a success that could not be read, or
 * with which somebody else's change came, that is what was known before and what was sent, on the tag that is used up: the
 * next send meets a conflict, and in it nothing but what others have changed.
 */
export function whatToKeep(
  { outcome }: SendRecord,
  { now, isFileMerged }: Pick<Knowledge, 'now' | 'isFileMerged'>,
): { readonly kind: 'base' | 'nothing' } | { readonly kind: 'lost'; readonly why: string } {
  if (outcome.kind !== 'updated') return { kind: isFileMerged ? 'base' : 'nothing' };
  if (now !== undefined) return { kind: 'base' };
  return outcome.readBack.kind === 'failed'
    ? { kind: 'lost', why: 'what the server has now could not be read' }
    : { kind: 'lost', why: 'what the server has now is not what was sent' };
}

/** What is to be said of a base that was kept after a success, because its tag is used up. */
export function usedUp({ outcome }: SendRecord, now: KnownAppointment | undefined): string | undefined {
  if (outcome.kind !== 'updated' || now === undefined) return undefined;
  const why = { failed: 'could not be read', different: 'is not what was sent' } as const;
  const { kind } = outcome.readBack;
  if (kind !== 'failed' && kind !== 'different') return undefined;
  return `has a tag that is used up: what the server has now ${why[kind]}. The next send meets a conflict`;
}

/** Why a base could not be kept, and what became of the send all the same. */
export function savedAll(problem: string | undefined, { outcome }: SendRecord): string | undefined {
  return problem === undefined || outcome.kind !== 'updated'
    ? problem
    : `${problem}. The appointment itself was saved`;
}

/**
 * The base of a file that does not have what others have changed, though the server has it together with what was sent.
 * Its tag is the old one, so that the next send of the file meets a conflict, and can be merged.
 *
 * @returns `undefined` where nothing was known before, or nothing of others has been passed over
 */
export function outdatedBase({
  before,
  theirs,
  sent,
}: Pick<Knowledge, 'before' | 'theirs' | 'sent'>): Base | undefined {
  if (before === undefined || theirs === undefined) return undefined;
  return { ...before, appointment: withOwnChanges(before.appointment, theirs.appointment, sent) };
}
