/** What a JSON value has to look like; the emulator's small stand-in for Graph's schema. */
export type Shape =
  | { kind: 'string' | 'boolean' | 'dateTime' }
  | { kind: 'enum'; type: string; values: readonly string[] }
  | { kind: 'collection'; of: Shape }
  | ComplexShape;

/** An object with named members. */
export interface ComplexShape {
  kind: 'complex';
  type: string;
  members: Readonly<Record<string, Shape>>;
  required?: readonly string[];
  /** Unknown members are ignored instead of refused. */
  lenient?: boolean;
}

const string = { kind: 'string' } as const;

const client: ComplexShape = {
  kind: 'complex',
  type: 'microsoft.graph.virtualAppointmentUser',
  members: { displayName: string, emailAddress: string, smsCapablePhoneNumber: string },
};

const settings: ComplexShape = {
  kind: 'complex',
  type: 'microsoft.graph.virtualAppointmentSettings',
  members: { allowClientToJoinUsingBrowser: { kind: 'boolean' } },
};

/** What PUT and PATCH of an appointment may send. */
export const appointmentShape: ComplexShape = {
  kind: 'complex',
  type: 'microsoft.graph.virtualAppointment',
  members: {
    appointmentClients: { kind: 'collection', of: client },
    appointmentClientJoinWebUrl: string,
    externalAppointmentId: string,
    externalAppointmentUrl: string,
    settings,
  },
};

/** What creating a meeting looks at. */
export const meetingShape: ComplexShape = {
  kind: 'complex',
  type: 'microsoft.graph.onlineMeeting',
  members: {
    subject: string,
    externalId: string,
    startDateTime: { kind: 'dateTime' },
    endDateTime: { kind: 'dateTime' },
  },
  lenient: true,
};

const attendees: Shape = {
  kind: 'collection',
  of: {
    kind: 'complex',
    type: 'microsoft.graph.attendeeNotificationInfo',
    members: { phoneNumber: string, timeZone: string },
    required: ['phoneNumber', 'timeZone'],
  },
};

/** Body of sendVirtualAppointmentSms: the reference says "collection" for messageType, the schema a single value. */
export const smsShape: ComplexShape = {
  kind: 'complex',
  type: 'microsoft.graph.sendVirtualAppointmentSms',
  members: {
    attendees,
    messageType: {
      kind: 'enum',
      type: 'microsoft.graph.virtualAppointmentMessageType',
      values: ['confirmation', 'reschedule', 'cancellation'],
    },
  },
  required: ['attendees', 'messageType'],
};

/** Body of sendVirtualAppointmentReminderSms. */
export const reminderSmsShape: ComplexShape = {
  kind: 'complex',
  type: 'microsoft.graph.sendVirtualAppointmentReminderSms',
  members: {
    attendees,
    remindBeforeTimeInMinutesType: {
      kind: 'enum',
      type: 'microsoft.graph.remindBeforeTimeInMinutesType',
      values: ['mins15'],
    },
  },
  required: ['attendees', 'remindBeforeTimeInMinutesType'],
};
