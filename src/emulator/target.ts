import type { Context } from 'hono';
import type { AppEnv, Services } from './context';
import { decisions } from './decisions';
import type { EmulatorMeeting } from './state';

/** The object id of the user in the path; `me` is the token's. Throws when nobody has it. */
export function pathUserId(c: Context<AppEnv>, { store }: Services): string {
  const given = c.req.param('userId');
  if (given === undefined) return c.get('bearer').userId;
  const user = store.user(given);
  if (user === undefined) throw decisions.unknownUser.apply(given);
  return user.id;
}

/** The meeting in the path, if the user in the path organises it and the token is that user's. */
export function pathMeeting(c: Context<AppEnv>, services: Services): EmulatorMeeting {
  const userId = pathUserId(c, services);
  const id = c.req.param('meetingId') ?? '';
  const meeting = services.store.meeting(id);
  if (meeting === undefined) throw decisions.meetingId.apply(id);
  if (!sameId(meeting.organizerId, userId)) throw decisions.organizerMismatch.apply(404, userId);
  requireOwnToken(c, userId);
  return meeting;
}

/** Throws unless the token is the path user's: there are only delegated tokens. */
export function requireOwnToken(c: Context<AppEnv>, userId: string): void {
  const own = c.get('bearer').userId;
  if (!sameId(own, userId)) throw decisions.organizerMismatch.apply(403, own);
}

/** Object ids are GUIDs: upper and lower case are the same. */
export function sameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
