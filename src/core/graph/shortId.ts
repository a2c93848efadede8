/** Enough to tell two meetings apart: ids begin alike. */
const SHOWN = 4;

/** A meeting id for where there is little room. */
export function shortId(meetingId: string): string {
  return meetingId.length <= 2 * SHOWN + 1
    ? meetingId
    : `${meetingId.slice(0, SHOWN)}…${meetingId.slice(-SHOWN)}`;
}
