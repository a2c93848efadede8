/** The values of the reference page itself (M14); not every example domain. The `id` has a rule of its own. */
const VALUES: Readonly<Record<string, RegExp>> = {
  $meeting: /^(?:MSpkYzE3Njc0Yy04MWQ5LTRhZGItYmZi|\{(?:onlineMeetingId|meetingId|id)\})$/,
  $ifMatch: /ZfYdV7Meckeip07P\/\/nwjAAADyI7NQ==/,
  externalAppointmentId: /^AAMkADKnAAA=$/,
  externalAppointmentUrl: /^https:\/\/(?:anyschedulingsystem\.com|(?:[\w-]+\.)*contoso\.com)(?:[/?#]|$)/i,
  appointmentClientJoinWebUrl: /tid=a796be92-&convId=19:meeting_=True$/,
  displayName: /@contoso\.com$/i,
  emailAddress: /@contoso\.com$/i,
  smsCapablePhoneNumber: /^123-456-7890$/,
};

/** Whether a value was copied from the reference page. */
export function isPlaceholder(name: string, value: string): boolean {
  return Object.hasOwn(VALUES, name) && VALUES[name]?.test(value) === true;
}
