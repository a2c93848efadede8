import { type Appointment, applyPatch } from '../graph/appointment';
import { mergePayload } from './mergePayload';

/**
 * What a payload is made from that does not have what others have changed, after a send that did not keep that from
 * going on: what it was made from before, with what this send has changed itself.
 *
 * @param base what the payload was made from before
 * @param theirs the appointment as the send has found it
 * @param sent the body that went out
 */
export function withOwnChanges(base: Appointment, theirs: Appointment, sent: Appointment): Appointment {
  // What is in the body and was on the server already is no change of this send.
  const { merged } = mergePayload({ base: theirs, mine: sent, theirs: base, choose: () => 'mine' });
  return applyPatch(base, merged);
}
