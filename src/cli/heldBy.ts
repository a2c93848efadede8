import { escapeLineBreaks } from '../core/text';
import type { Holder } from '../node/fileLock';

/**
 * Names who has a lock, as far as it is known.
 *
 * @param kind what it is, for example "Another run"
 */
export function heldBy(kind: string, holder: Holder | undefined): string {
  return holder === undefined ? kind : `${kind} (process ${holder.pid} on ${escapeLineBreaks(holder.host)})`;
}
