import type { PlaceKind } from '../payload/places';
import { PROPERTIES } from '../payload/shape';
import { nearestName } from './nearestName';

/** What an unknown name was probably meant to be. */
export type Meant =
  /** A property of the same place, misspelt. */
  | { readonly kind: 'misspelt'; readonly name: string }
  /** A property of the same place under the name that it has elsewhere. */
  | { readonly kind: 'otherName'; readonly name: string }
  /** A property, in another place. */
  | { readonly kind: 'otherPlace'; readonly place: PlaceKind }
  /** A part of the body of Graph's SMS actions. */
  | { readonly kind: 'sms' };

/** Names that Graph's mail, calendar, contacts and Bookings have for the same thing, and short ones. */
const OTHER_NAMES: Readonly<Record<PlaceKind, Readonly<Record<string, string>>>> = {
  appointment: {
    clients: 'appointmentClients',
    client: 'appointmentClients',
    customers: 'appointmentClients',
    joinWebUrl: 'appointmentClientJoinWebUrl',
    joinUrl: 'appointmentClientJoinWebUrl',
    externalId: 'externalAppointmentId',
    externalUrl: 'externalAppointmentUrl',
  },
  settings: {
    allowBrowser: 'allowClientToJoinUsingBrowser',
    joinUsingBrowser: 'allowClientToJoinUsingBrowser',
  },
  client: {
    name: 'displayName',
    fullName: 'displayName',
    email: 'emailAddress',
    mail: 'emailAddress',
    address: 'emailAddress',
    phone: 'smsCapablePhoneNumber',
    phoneNumber: 'smsCapablePhoneNumber',
    mobilePhone: 'smsCapablePhoneNumber',
    smsNumber: 'smsCapablePhoneNumber',
  },
};

/** sendVirtualAppointmentSms and sendVirtualAppointmentReminderSms, today's body and the older beta one (M13). */
const SMS = new Set([
  'attendees',
  'messageType',
  'phoneNumbers',
  'virtualAppointmentSmsType',
  'remindBeforeTimeInMinutesType',
]);

const PLACES = Object.keys(PROPERTIES) as PlaceKind[];

/** What somebody may have meant by a name that the place does not have; nothing when nobody can tell. */
export function whatIsMeant(place: PlaceKind, name: string): Meant | undefined {
  const elsewhere = PLACES.find((other) => other !== place && Object.hasOwn(PROPERTIES[other], name));
  if (elsewhere !== undefined) return { kind: 'otherPlace', place: elsewhere };
  if (place === 'appointment' && SMS.has(name)) return { kind: 'sms' };
  const near = nearestName(name, Object.keys(PROPERTIES[place]));
  if (near !== undefined) return { kind: 'misspelt', name: near };
  const others = OTHER_NAMES[place];
  const same = nearestName(
    name,
    Object.keys(others).filter((other) => other.length === name.length),
  );
  const other = same === undefined ? undefined : others[same];
  return other === undefined ? undefined : { kind: 'otherName', name: other };
}
