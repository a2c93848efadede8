import { isCallFailure } from '../errors';
import { changedPaths, readAppointment } from '../graph/appointment';
import { readAppointmentRequest } from '../graph/requests';
import { targetKey } from '../graph/target';
import { usableTag } from './base';
import type { SendParts } from './fetchAppointment';
import { interpretRead } from './interpret';
import type { Plan } from './plan';

/** What one cheap look at the server has shown. */
export type News =
  /** There is nothing to compare with: no base, or none with a tag. */
  | { readonly kind: 'noBase' }
  | { readonly kind: 'unchanged' }
  /** The state of the tag is `stale` now. */
  | { readonly kind: 'changed'; readonly paths: readonly string[] }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'unread' };

/**
 * Looks whether the server has changed since the base was read, before the user has done the work: a conditional read,
 * which costs a server nothing where nothing has changed. News is kept beside the base, which stays.
 */
export async function checkForNews(parts: SendParts, plan: Plan, signal?: AbortSignal): Promise<News> {
  const { bases, client, clock } = parts;
  let key: string;
  try {
    key = targetKey(plan.target, (await client.account(signal)).id);
  } catch (failure) {
    if (!isCallFailure(failure)) throw failure;
    return { kind: 'unread' };
  }
  const known = bases.get(key);
  const etag = usableTag(known);
  if (known === undefined || etag === null) return { kind: 'noBase' };
  const { base } = known;
  if (known.theirs !== undefined) {
    return { kind: 'changed', paths: changedPaths(base.appointment, known.theirs.appointment) };
  }

  const request = readAppointmentRequest(plan.target, plan.options, etag);
  const { result } = await client.call(request, signal);
  if (result.kind === 'failure') return { kind: 'unread' };
  const { reply } = result;
  if (reply.status === 304) return { kind: 'unchanged' };
  const failed = interpretRead(reply);
  if (failed !== undefined) return { kind: failed.kind === 'notFound' ? 'deleted' : 'unread' };
  const found = readAppointment(reply);
  if (found === undefined) return { kind: 'unread' };
  const paths = changedPaths(base.appointment, found.appointment);
  // A server that does not know the condition, or gives no tags.
  if (found.etag === null ? paths.length === 0 : found.etag === etag) return { kind: 'unchanged' };
  // A send may have moved the base meanwhile.
  if (usableTag(bases.get(key)) === etag) {
    await bases.set(key, { base, theirs: { ...found, readAt: clock.now() } });
  }
  return { kind: 'changed', paths };
}
