import { type Text, text as say } from '../text';
import type { TokenClaims } from './tokenClaims';

/** The permission that sign-in asks for: it is enough for everything that we do. */
export const PERMISSION = 'OnlineMeetings.ReadWrite';

/** Delegated permissions, of which one is enough. https://learn.microsoft.com/graph/api/virtualappointment-update (beta) */
export const TO_WRITE: readonly string[] = [PERMISSION];
export const TO_READ: readonly string[] = ['OnlineMeetings.Read', ...TO_WRITE];
/** https://learn.microsoft.com/graph/api/virtualappointment-getvirtualappointmentjoinweburl: what any use begins with. */
export const TO_GET_JOIN_LINK: readonly string[] = [
  'VirtualAppointment.Read',
  'VirtualAppointment.ReadWrite',
  ...TO_READ,
];

/** https://learn.microsoft.com/graph/api/virtualappointment-sendvirtualappointmentsms, and the reminder's page. */
export const TO_SEND_SMS = 'VirtualAppointmentNotification.Send';

/** What is wrong with a readable token that has none of these delegated permissions. */
export function lacksPermission({ scp }: TokenClaims, permissions: readonly string[]): Text | undefined {
  const granted = typeof scp === 'string' ? scp.toLowerCase().split(' ') : [];
  if (permissions.length === 0 || permissions.some((scope) => granted.includes(scope.toLowerCase()))) {
    return undefined;
  }
  return say('This token lacks the permission {scope}. Consent to it where the token comes from.', {
    // The one that sign-in asks for, where it is among them: the others are alternatives.
    scope: permissions.includes(PERMISSION) ? PERMISSION : permissions.join(' / '),
  });
}
