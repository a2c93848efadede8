import { type Appointment, applyPatch, changedPaths } from '../graph/appointment';
import type { Base } from './base';
import { readFromServer, type SendParts } from './fetchAppointment';
import type { ReadBack } from './outcome';
import type { Plan } from './plan';

/**
 * Reads the appointment after a successful write, because the old tag is spent and the answer names no new one. The
 * base moves only to a state that is what was known plus what was sent; anything else is somebody else's news, and is
 * kept beside the base so that the next send meets it as a conflict.
 *
 * @param write `base` is what the sender knew before, if anything
 */
export async function readBack(
  parts: SendParts,
  plan: Plan,
  write: { readonly key: string; readonly base: Base | undefined; readonly sent: Appointment },
  signal: AbortSignal | undefined,
): Promise<{ readonly readBack: ReadBack; readonly etag: string | null }> {
  const { key, base, sent } = write;
  const { result } = await readFromServer(parts, plan, signal);
  if (result.kind !== 'read') {
    await parts.bases.delete(key);
    return { readBack: { kind: 'failed' }, etag: null };
  }
  const now = result.base;
  // Without a base, what can be checked is that the values sent are there.
  const expected = applyPatch((base ?? now).appointment, sent);
  const paths = changedPaths(expected, now.appointment);
  if (paths.length === 0) {
    await parts.bases.set(key, { base: now });
    return { readBack: { kind: 'asSent' }, etag: now.etag };
  }
  if (base === undefined) await parts.bases.delete(key);
  else await parts.bases.set(key, { base, theirs: now });
  return { readBack: { kind: 'different', paths }, etag: now.etag };
}
