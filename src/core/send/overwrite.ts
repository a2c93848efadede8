import { undoneChanges } from '../merge/undoneChanges';
import { bodyValue } from '../payload/body';
import type { PayloadDocument } from '../payload/model';
import type { Base } from './base';
import type { SendParts } from './fetchAppointment';
import type { Plan } from './plan';
import type { SendRecord } from './record';
import { sendOn } from './sendPatch';
import { onTheirs, readTheirs } from './theirs';

export interface Overwrite {
  readonly record: SendRecord;
  /** What the server had; missing where it could not be read, and nothing was sent. */
  readonly theirs?: Base;
}

/**
 * Sends a payload whatever the server has, but not blindly: on the tag that is read just before, never on `*`, so that
 * a change in this very moment is a conflict again.
 */
export async function overwrite(
  parts: SendParts,
  plan: Plan,
  document: PayloadDocument,
  signal?: AbortSignal,
): Promise<SendRecord> {
  return (await overwriteTheirs(parts, plan, document, signal)).record;
}

/** The same, and what it has found. */
export async function overwriteTheirs(
  parts: SendParts,
  plan: Plan,
  document: PayloadDocument,
  signal?: AbortSignal,
): Promise<Overwrite> {
  const read = await readTheirs(parts, plan, document, 'overwrite', signal);
  if (read.kind === 'ended') return { record: read.record };
  const before = read.stored?.base.appointment;
  const overwritten = before && undoneChanges(before, bodyValue(document), read.theirs.appointment);
  const record = await sendOn(onTheirs(read, 'overwrite'), parts, plan, document, signal);
  return { record: { ...record, ...(overwritten !== undefined && { overwritten }) }, theirs: read.theirs };
}
