import { createHash } from 'node:crypto';
import { TENANT_ID } from './constants';
import type { EmulatorMeeting } from './state';

/** What a meeting can be given; the rest is made up. */
export interface MeetingDraft {
  id?: string | undefined;
  organizerId: string;
  subject?: string | null | undefined;
  externalId?: string | null | undefined;
  startDateTime?: string | null | undefined;
  endDateTime?: string | null | undefined;
}

const HOUR = 3_600_000;

/** A meeting with everything that the service would fill in; it has no appointment yet. */
export function newMeeting(draft: MeetingDraft, now: Date, randomId: () => string): EmulatorMeeting {
  const start = draft.startDateTime ?? now.toISOString();
  const id = draft.id ?? newMeetingId(draft.organizerId, randomId());
  return {
    id,
    organizerId: draft.organizerId,
    subject: draft.subject ?? null,
    externalId: draft.externalId ?? null,
    creationDateTime: now.toISOString(),
    startDateTime: start,
    endDateTime: draft.endDateTime ?? new Date(Date.parse(start) + HOUR).toISOString(),
    joinWebUrl: joinWebUrl(threadOf(id), draft.organizerId),
    joinMeetingId: joinMeetingId(id),
    appointment: null,
  };
}

/** The link of the virtual appointment: computed from the meeting, so it is the same on every call. */
export function appointmentJoinUrl(meeting: EmulatorMeeting): string {
  const query = new URLSearchParams({ tid: TENANT_ID, convId: threadOf(meeting.id) });
  return `https://visit.teams.microsoft.com/webrtc-svc/api/route?${query.toString()}`;
}

/** The form of today's ids, as seen in OfficeDev/microsoft-teams-library-js#539. */
function newMeetingId(organizerId: string, random: string): string {
  const thread = `19:meeting_${Buffer.from(random).toString('base64url')}@thread.v2`;
  return Buffer.from(`1*${organizerId}*0**${thread}`).toString('base64');
}

/** The chat of a meeting: inside ids of the usual form; for other ids it is made from the id. */
function threadOf(meetingId: string): string {
  const decoded = Buffer.from(meetingId, 'base64').toString('utf8');
  const thread = /^1\*[0-9a-f-]{36}\*0\*\*(19:[\x21-\x7e]+)$/.exec(decoded)?.[1];
  return thread ?? `19:meeting_${digest(meetingId).toString('base64url').slice(0, 24)}@thread.v2`;
}

/** The long link; Teams writes its percent escapes in lower case. */
function joinWebUrl(thread: string, organizerId: string): string {
  const escape = (text: string): string =>
    encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, (escaped) => escaped.toLowerCase());
  const context = escape(JSON.stringify({ Tid: TENANT_ID, Oid: organizerId }));
  return `https://teams.microsoft.com/l/meetup-join/${escape(thread)}/0?context=${context}`;
}

/** Twelve digits, the first not 0. */
function joinMeetingId(meetingId: string): string {
  return String(100_000_000_000 + (digest(meetingId).readUIntBE(0, 6) % 900_000_000_000));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
