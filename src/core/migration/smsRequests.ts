import type { GraphRequest } from '../graph/requests';
import { smsPath, type Target } from '../graph/target';
import { TO_SEND_SMS } from '../auth/permissions';

/** Stands for what a payload does not say: where its clients are. */
export const TIME_ZONE_TO_COME = '<Windows time zone>';

/**
 * Tells people about their appointment now. `messageType` is one value, although the page calls it a collection.
 * https://learn.microsoft.com/graph/api/virtualappointment-sendvirtualappointmentsms
 */
export function smsRequest(target: Target, numbers: readonly string[]): GraphRequest {
  return request(target, 'sendVirtualAppointmentSms', numbers, { messageType: 'confirmation' });
}

/**
 * Reminds people of their appointment, a quarter of an hour before it: there is no other time.
 * https://learn.microsoft.com/graph/api/virtualappointment-sendvirtualappointmentremindersms
 */
export function reminderRequest(target: Target, numbers: readonly string[]): GraphRequest {
  return request(target, 'sendVirtualAppointmentReminderSms', numbers, {
    remindBeforeTimeInMinutesType: 'mins15',
  });
}

function request(
  target: Target,
  action: Parameters<typeof smsPath>[1],
  numbers: readonly string[],
  rest: Readonly<Record<string, string>>,
): GraphRequest {
  const attendees = numbers.map((phoneNumber) => ({ phoneNumber, timeZone: TIME_ZONE_TO_COME }));
  return {
    method: 'POST',
    path: smsPath(target, action),
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify({ attendees, ...rest }, null, 2),
    ...(target.user !== 'me' && { user: target.user }),
    permissions: [TO_SEND_SMS],
  };
}
