/** The values of the reference page itself (M14); not every example domain. The `id` has a rule of its own. */
const TESTS: Readonly<Record<string, (value: string) => boolean>> = {
  $meeting: (value) =>
    value === 'MSpkYzE3Njc0Yy04MWQ5LTRhZGItYmZi' || /^\{(?:onlineMeetingId|meetingId|id)\}$/.test(value),
  $ifMatch: (value) => value.includes('ZfYdV7Meckeip07P//nwjAAADyI7NQ=='),
  externalAppointmentId: (value) => value === 'AAMkADKnAAA=',
  externalAppointmentUrl: (value) =>
    /^https:\/\/(?:anyschedulingsystem\.com|(?:[\w-]+\.)*contoso\.com)(?:[/?#]|$)/i.test(value),
  appointmentClientJoinWebUrl: (value) => value.endsWith('tid=a796be92-&convId=19:meeting_=True'),
  displayName: isSampleAddress,
  emailAddress: isSampleAddress,
  smsCapablePhoneNumber: (value) => value === '123-456-7890',
};

const DOMAIN = '@contoso.com';

function isSampleAddress(value: string): boolean {
  const at = value.length - DOMAIN.length;
  return value.charAt(at) === '@' && value.slice(at).toLowerCase() === DOMAIN;
}

/** How to tell a value that was copied from the reference page, where the page has one for the name. */
export function placeholderTest(name: string): ((value: string) => boolean) | undefined {
  return Object.hasOwn(TESTS, name) ? TESTS[name] : undefined;
}
