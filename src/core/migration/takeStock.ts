import type { Node } from 'jsonc-parser';
import { isDirective } from '../payload/directives';
import type { PayloadDocument } from '../payload/model';
import { appointment, members } from '../payload/places';

/** What Bookings calls a customer. https://learn.microsoft.com/graph/api/resources/bookingcustomerinformation */
export interface Customer {
  readonly name?: string;
  readonly emailAddress?: string;
  readonly phone?: string;
}

/** What a payload holds, sorted by what becomes of it. Paths name places, never what stands there. */
export interface Stock {
  readonly hasLink: boolean;
  /** The numbers that the text message actions take, each once. */
  readonly numbers: readonly string[];
  /** Where they stand. */
  readonly usableNumbers: readonly string[];
  /** Where numbers stand that the actions do not take as they are. */
  readonly otherNumbers: readonly string[];
  readonly customers: readonly Customer[];
  /** Names and addresses, of all clients together. */
  readonly personal: readonly string[];
  /** Links into a scheduling system. */
  readonly external: readonly string[];
  readonly hasSettings: boolean;
  /** What belongs to the retired resource itself. */
  readonly own: readonly string[];
  /** What no type has. */
  readonly unknown: readonly string[];
}

/** A number of the North American plan; that it is from the US is not told by its digits alone. */
const US_NUMBER = /^\+1[2-9]\d{9}$/;
const CUSTOMER = {
  displayName: 'name',
  emailAddress: 'emailAddress',
  smsCapablePhoneNumber: 'phone',
} as const;
const EXTERNAL = ['externalAppointmentId', 'externalAppointmentUrl'];

/** Sorts a payload's contents, as far as the text can be read. */
export function takeStock(document: PayloadDocument): Stock {
  const names = [...new Set(appointment(document).map(({ name }) => name))].filter(
    (name) => !isDirective(name),
  );
  const known = ['appointmentClientJoinWebUrl', 'appointmentClients', 'settings', ...EXTERNAL];
  const isOwn = (name: string): boolean => name === 'id' || name.includes('@');
  const placed = clientsIn(document).map(({ client, path }) => ({ customer: customerIn(client), path }));
  const found = placed.map(({ customer }) => customer);
  const paths = placed.flatMap(({ customer: { phone }, path }) =>
    phone === undefined ? [] : [{ phone, path: `${path}.smsCapablePhoneNumber` }],
  );
  const isUsable = ({ phone }: { phone: string }): boolean => US_NUMBER.test(phone);
  return {
    hasLink: names.includes('appointmentClientJoinWebUrl'),
    numbers: [...new Set(paths.filter(isUsable).map(({ phone }) => phone))],
    usableNumbers: paths.filter(isUsable).map(({ path }) => path),
    otherNumbers: paths.filter((each) => !isUsable(each)).map(({ path }) => path),
    customers: found.filter((customer) => Object.keys(customer).length > 0),
    personal: (['displayName', 'emailAddress'] as const).filter((name) =>
      found.some((customer) => customer[CUSTOMER[name]] !== undefined),
    ),
    external: names.filter((name) => EXTERNAL.includes(name)),
    hasSettings: names.includes('settings'),
    own: names.filter(isOwn),
    unknown: names.filter((name) => !isOwn(name) && !known.includes(name)),
  };
}

/** One object where the list belongs is the client that it is meant to be. */
function clientsIn(document: PayloadDocument): { client: Node; path: string }[] {
  const name = 'appointmentClients';
  const lists = appointment(document).filter((member) => member.name === name);
  return lists.flatMap(({ value }) =>
    value?.type === 'array'
      ? (value.children ?? []).map((client, index) => ({ client, path: `${name}[${index}]` }))
      : value === undefined
        ? []
        : [{ client: value, path: name }],
  );
}

/** What is no object has no members. */
function customerIn(client: Node): Customer {
  const texts = (client.type === 'object' ? members(client) : []).flatMap(({ name, value }) =>
    Object.hasOwn(CUSTOMER, name) && value?.type === 'string' && value.value !== ''
      ? [[CUSTOMER[name as keyof typeof CUSTOMER], String(value.value)] as const]
      : [],
  );
  return Object.fromEntries(texts);
}
