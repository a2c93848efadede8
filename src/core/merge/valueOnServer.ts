import type { Segment } from 'jsonc-parser';
import { isRecord } from '../graph/reply';
import { bodyValue } from '../payload/body';
import type { PayloadDocument } from '../payload/model';
import type { Base } from '../send/base';
import { matchPeople } from './matchPeople';
import { CLIENTS } from './mergeClients';

/**
 * What the server had for a property of the payload when it was read; `undefined` where it had nothing.
 *
 * @param path of the property in the payload: a client may stand at another place on the server
 */
export function valueOnServer(
  payload: PayloadDocument,
  path: readonly Segment[],
  { appointment }: Base,
): unknown {
  let value: unknown = appointment;
  for (const [depth, segment] of path.entries()) {
    if (Array.isArray(value) && typeof segment === 'number') {
      value = value[depth === 1 && path[0] === CLIENTS ? placeOf(payload, segment, value) : segment];
    } else {
      value = isRecord(value) ? value[segment] : undefined;
    }
  }
  return value;
}

/** The same person can stand at another place on the server. */
function placeOf(payload: PayloadDocument, index: number, people: readonly unknown[]): number {
  if (payload.problems.length > 0) return index;
  const mine = bodyValue(payload)[CLIENTS];
  return Array.isArray(mine) ? (matchPeople(mine, people).get(index) ?? -1) : index;
}
