import { type CloudName, isCloudName } from './clouds';

/** Begins with a slash: behind an origin, anything else could become a part of the host's name. */
export type UrlPath = `/${string}`;

/** Which appointment: its cloud, its user and its online meeting. */
export interface Target {
  readonly cloud: CloudName;
  /** `me` or an object id. */
  readonly user: string;
  readonly meetingId: string;
}

/**
 * The path of the appointment. `virtualAppointment` was never part of v1.0.
 * https://learn.microsoft.com/graph/api/virtualappointment-update (beta)
 */
export function appointmentPath(target: Target): UrlPath {
  return `/beta${meetingPath(target)}/virtualAppointment`;
}

/**
 * The path of the function that replaces the resource for join links.
 * https://learn.microsoft.com/graph/api/virtualappointment-getvirtualappointmentjoinweburl
 */
export function joinLinkPath(target: Target): UrlPath {
  return `/v1.0${meetingPath(target)}/getVirtualAppointmentJoinWebUrl`;
}

/** The path of one of the two text message actions of an online meeting. */
export function smsPath(
  target: Target,
  action: 'sendVirtualAppointmentSms' | 'sendVirtualAppointmentReminderSms',
): UrlPath {
  return `/v1.0${meetingPath(target)}/${action}`;
}

/**
 * The path of a user's online meetings.
 *
 * @param user `me` or an object id
 */
export function meetingsPath(user: string): UrlPath {
  return `/v1.0${userMeetings(user)}`;
}

function meetingPath({ user, meetingId }: Target): UrlPath {
  return `${userMeetings(user)}/${encodePathPart(meetingId)}`;
}

function userMeetings(user: string): UrlPath {
  return `/${user === 'me' ? 'me' : `users/${encodePathPart(user)}`}/onlineMeetings`;
}

/** Names the target in stores. Two accounts' `me` are different users, so the account takes part. */
export function targetKey({ cloud, user, meetingId }: Target, account: string): string {
  return JSON.stringify([cloud, user === 'me' ? `me:${account}` : user.toLowerCase(), meetingId]);
}

/** Whose appointment a key of `targetKey` names: the target, and the account that its `me` is. */
export function targetOfKey(
  key: string,
): { readonly target: Target; readonly account: string | undefined } | undefined {
  const parts = textsIn(key);
  if (parts === undefined) return undefined;
  const [cloud = '', user = '', meetingId = ''] = parts;
  if (!isCloudName(cloud)) return undefined;
  const account = user.startsWith('me:') ? user.slice('me:'.length) : undefined;
  return { target: { cloud, user: account === undefined ? user : 'me', meetingId }, account };
}

function textsIn(json: string): readonly string[] | undefined {
  try {
    const parts: unknown = JSON.parse(json);
    const isKey =
      Array.isArray(parts) && parts.length === 3 && parts.every((part) => typeof part === 'string');
    return isKey ? parts : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a key names the target, whichever account its `me` is. */
export function isKeyOf(key: string, target: Target): boolean {
  const { cloud, user, meetingId } = target;
  if (user !== 'me') return key === targetKey(target, '');
  return key.startsWith(`["${cloud}","me:`) && key.endsWith(`,${JSON.stringify(meetingId)}]`);
}

/** Percent-encodes everything but RFC 3986's unreserved characters; `encodeURIComponent` leaves a few more. */
function encodePathPart(part: string): string {
  return encodeURIComponent(part).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
