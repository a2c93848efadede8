import { undoneChanges } from '../merge/undoneChanges';
import { bodyValue } from '../payload/body';
import type { PayloadDocument } from '../payload/model';
import type { SendParts } from './fetchAppointment';
import type { Plan } from './plan';
import type { SendRecord } from './record';
import { sendOn } from './sendPatch';
import { onTheirs, readTheirs } from './theirs';

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
  const read = await readTheirs(parts, plan, document, 'overwrite', signal);
  if (read.kind === 'ended') return read.record;
  const before = read.stored?.base.appointment;
  const overwritten = before && undoneChanges(before, bodyValue(document), read.theirs.appointment);
  const record = await sendOn(onTheirs(read, 'overwrite'), parts, plan, document, signal);
  return overwritten === undefined ? record : { ...record, overwritten };
}
