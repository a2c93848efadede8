/** Somebody who can hold tokens and organise meetings. */
export interface EmulatorUser {
  /** The Entra object id. */
  id: string;
  displayName: string;
  userPrincipalName: string;
}

/** `microsoft.graph.virtualAppointmentUser`: members that were never sent stay absent. */
export interface AppointmentClient {
  displayName?: string | null | undefined;
  emailAddress?: string | null | undefined;
  smsCapablePhoneNumber?: string | null | undefined;
}

/** `microsoft.graph.virtualAppointmentSettings`. */
export interface AppointmentSettings {
  allowClientToJoinUsingBrowser?: boolean | null | undefined;
}

/** `microsoft.graph.virtualAppointment`, as Graph's reference describes it. */
export interface Appointment {
  id: string;
  appointmentClients: AppointmentClient[];
  appointmentClientJoinWebUrl: string | null;
  externalAppointmentId: string | null;
  externalAppointmentUrl: string | null;
  settings: AppointmentSettings | null;
}

/** An appointment and the tag of this version of it. */
export interface StoredAppointment {
  etag: string;
  entity: Appointment;
}

/** One online meeting with its appointment, if it has one. */
export interface EmulatorMeeting {
  id: string;
  organizerId: string;
  subject: string | null;
  externalId: string | null;
  creationDateTime: string;
  startDateTime: string;
  endDateTime: string;
  joinWebUrl: string;
  joinMeetingId: string;
  appointment: StoredAppointment | null;
}

/** Everything that outlives a request; JSON-serialisable. Tokens, faults and the log are not part of it. */
export interface EmulatorState {
  version: 1;
  /** How many tags were issued: part of every tag, only ever rises. */
  changes: number;
  users: EmulatorUser[];
  meetings: EmulatorMeeting[];
}
