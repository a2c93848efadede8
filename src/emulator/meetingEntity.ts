import { TENANT_ID } from './constants';
import type { EmulatorMeeting, EmulatorUser } from './state';

/** A meeting as Graph answers it: the members of `microsoft.graph.onlineMeeting` that the emulator has. */
export function meetingEntity(
  meeting: EmulatorMeeting,
  organizer: EmulatorUser | undefined,
): Record<string, unknown> {
  return {
    id: meeting.id,
    creationDateTime: meeting.creationDateTime,
    startDateTime: meeting.startDateTime,
    endDateTime: meeting.endDateTime,
    externalId: meeting.externalId,
    subject: meeting.subject,
    joinWebUrl: meeting.joinWebUrl,
    joinMeetingIdSettings: {
      isPasscodeRequired: false,
      joinMeetingId: meeting.joinMeetingId,
      passcode: null,
    },
    participants: {
      organizer: {
        upn: organizer?.userPrincipalName ?? null,
        role: 'presenter',
        identity: {
          user: { id: meeting.organizerId, displayName: organizer?.displayName ?? null, tenantId: TENANT_ID },
        },
      },
      attendees: [],
    },
  };
}
