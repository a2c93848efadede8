import type { PlaceKind } from './places';

/** What a property holds: a text, a switch, or objects of their own. All of them can be null. */
export type Holds = 'text' | 'link' | 'boolean' | 'settings' | 'clients';

/**
 * The properties of the three types, and what they hold.
 * https://learn.microsoft.com/graph/api/resources/virtualappointment?view=graph-rest-beta and its two complex types
 */
export const PROPERTIES: Readonly<Record<PlaceKind, Readonly<Record<string, Holds>>>> = {
  appointment: {
    settings: 'settings',
    appointmentClients: 'clients',
    externalAppointmentId: 'text',
    externalAppointmentUrl: 'link',
    appointmentClientJoinWebUrl: 'link',
  },
  settings: { allowClientToJoinUsingBrowser: 'boolean' },
  client: { displayName: 'text', emailAddress: 'text', smsCapablePhoneNumber: 'text' },
};

/** The names of the types, as `@odata.type` has them after its `#`. */
export const TYPE_NAMES: Readonly<Record<PlaceKind, string>> = {
  appointment: 'microsoft.graph.virtualAppointment',
  settings: 'microsoft.graph.virtualAppointmentSettings',
  client: 'microsoft.graph.virtualAppointmentUser',
};

/** What a property of a place holds; `undefined` for a name that the type does not have. */
export function holds(kind: PlaceKind, name: string): Holds | undefined {
  const properties = PROPERTIES[kind];
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}
