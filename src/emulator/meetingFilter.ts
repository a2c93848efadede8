import { decisions } from './decisions';
import type { EmulatorMeeting } from './state';

/** The two lookups that the reference documents for delegated tokens, with their value between single quotes. */
const LOOKUPS: readonly [RegExp, (meeting: EmulatorMeeting) => string][] = [
  [/^joinWebUrl\s+eq\s+'((?:[^']|'')*)'$/i, (meeting) => meeting.joinWebUrl],
  [/^joinMeetingIdSettings\/joinMeetingId\s+eq\s+'((?:[^']|'')*)'$/i, (meeting) => meeting.joinMeetingId],
];

/** Reads `$filter` into a test for meetings. Listing without one is refused, and so is every other filter. */
export function readMeetingFilter(filter: string | undefined): (meeting: EmulatorMeeting) => boolean {
  for (const [pattern, property] of LOOKUPS) {
    const quoted = pattern.exec(filter?.trim() ?? '')?.[1];
    if (quoted === undefined) continue;
    const wanted = quoted.replaceAll("''", "'");
    return (meeting) => property(meeting) === wanted;
  }
  throw decisions.meetingFilter.apply();
}
