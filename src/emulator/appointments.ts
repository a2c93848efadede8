import { decisions } from './decisions';
import { appointmentJoinUrl } from './meetings';
import type { Appointment, AppointmentClient, AppointmentSettings, EmulatorMeeting } from './state';

/** A checked body of PUT or PATCH: every member may be missing, or null. */
export interface AppointmentBody {
  appointmentClients?: AppointmentClient[] | null;
  appointmentClientJoinWebUrl?: string | null;
  externalAppointmentId?: string | null;
  externalAppointmentUrl?: string | null;
  settings?: AppointmentSettings | null;
}

/** The appointment that a PUT creates. */
export function createAppointment(meeting: EmulatorMeeting, id: string, body: AppointmentBody): Appointment {
  const empty: Appointment = {
    id,
    appointmentClients: [],
    appointmentClientJoinWebUrl: null,
    externalAppointmentId: null,
    externalAppointmentUrl: null,
    settings: null,
  };
  const url = decisions.joinUrlGenerated.apply(body.appointmentClientJoinWebUrl, appointmentJoinUrl(meeting));
  return { ...patchAppointment(empty, body), appointmentClientJoinWebUrl: url };
}

/** The appointment after a PATCH: what is left out keeps its value. */
export function patchAppointment(before: Appointment, body: AppointmentBody): Appointment {
  const { appointmentClients: clients, settings, ...scalars } = body;
  const after = { ...before, ...scalars };
  if (clients !== undefined)
    after.appointmentClients = decisions.clientsReplaced.apply(decisions.clientsNull.apply(clients));
  if (settings !== undefined)
    after.settings = settings === null ? null : decisions.settingsMerge.apply(before.settings, settings);
  return after;
}
