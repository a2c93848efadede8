import { DEFAULT_USER, SAMPLE_MEETING_ID } from './constants';
import { appointmentJoinUrl, newMeeting } from './meetings';
import type { Appointment, EmulatorState } from './state';
import type { TagSource } from './stateSchema';

/** The state of a first start and after a reset: one user, one meeting with an appointment of two clients. */
export function freshState(source: TagSource): EmulatorState {
  const meeting = newMeeting(
    { id: SAMPLE_MEETING_ID, organizerId: DEFAULT_USER.id, subject: 'Sample appointment' },
    source.now,
    source.randomId,
  );
  const entity: Appointment = {
    id: '5c1b7d2e-0000-4000-8000-000000000001',
    appointmentClients: [
      { displayName: 'Client A', emailAddress: 'a@example.com', smsCapablePhoneNumber: '+12025550100' },
      { displayName: 'Client B', emailAddress: 'b@example.com', smsCapablePhoneNumber: '+12025550101' },
    ],
    appointmentClientJoinWebUrl: appointmentJoinUrl(meeting),
    externalAppointmentId: 'ext-1',
    externalAppointmentUrl: 'https://sched.example.com/a/ext-1',
    settings: { allowClientToJoinUsingBrowser: true },
  };
  meeting.appointment = { etag: source.nextTag(entity), entity };
  return { version: 1, changes: 1, users: [{ ...DEFAULT_USER }], meetings: [meeting] };
}
