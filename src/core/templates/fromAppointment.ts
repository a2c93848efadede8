import type { Appointment } from '../graph/appointment';
import { isRecord } from '../graph/reply';

/**
 * The properties that the documentation of the update lists, in the schema's order. `id` is not among them, and the
 * resource is no open type: another member of the root may be refused in a PATCH, and keeps its value when it is left
 * out.
 */
const UPDATABLE = [
  'settings',
  'appointmentClients',
  'externalAppointmentId',
  'externalAppointmentUrl',
  'appointmentClientJoinWebUrl',
];

/**
 * A payload that says what the server has now. What has no value is left out: that changes nothing. Annotations go,
 * because the types have no subtypes. Unknown members inside of values stay: a list replaces the list on the server as
 * a whole, so that leaving something out of a client would delete it there.
 */
export function payloadFromAppointment(meeting: string, user: string, appointment: Appointment): string {
  const payload: Record<string, unknown> = { $meeting: meeting, ...(user !== 'me' && { $user: user }) };
  for (const name of UPDATABLE) {
    const value = appointment[name];
    if (value !== undefined && value !== null) payload[name] = plain(value);
  }
  return `${JSON.stringify(payload, null, 2)}\n`;
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !name.includes('@'))
      .map(([name, each]) => [name, name === 'allowClientToJoinUsingBrowser' ? unquoted(each) : plain(each)]),
  );
}

/** The documentation's samples quote the boolean; its type is Boolean. */
function unquoted(value: unknown): unknown {
  if (value === 'true') return true;
  return value === 'false' ? false : value;
}
