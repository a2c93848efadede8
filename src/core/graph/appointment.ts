import { type GraphReply, isRecord } from './reply';

/** https://learn.microsoft.com/graph/api/resources/virtualappointment (beta) */
const PROPERTIES = [
  'id',
  'settings',
  'appointmentClients',
  'externalAppointmentId',
  'externalAppointmentUrl',
];

/** What a header can hold. */
const SENDABLE = /^[\x21-\x7e]+$/;

/** A virtualAppointment as the server gives it: the known properties and whatever else it has. */
export type Appointment = Readonly<Record<string, unknown>>;

export interface ReadAppointment {
  readonly appointment: Appointment;
  /** `null`: the server gave none. */
  readonly etag: string | null;
}

/**
 * Takes the appointment out of a GET's answer. The documentation's sample wraps it in `value`, other Graph entities
 * come bare; the tag is in the `ETag` header, or as elsewhere in Graph in `@odata.etag`.
 *
 * @returns `undefined` when the answer holds no appointment
 */
export function readAppointment(reply: GraphReply): ReadAppointment | undefined {
  if (!isRecord(reply.json)) return undefined;
  const { value } = reply.json;
  const entity = isRecord(value) ? value : reply.json;
  // An error's envelope is no appointment, whatever the status says.
  if (isRecord(entity['error'])) return undefined;
  const { '@odata.context': _context, '@odata.etag': bodyTag, ...appointment } = entity;
  const isAppointment = PROPERTIES.some((name) => Object.hasOwn(entity, name));
  // What has neither a property nor a sign of OData is some other service's object.
  if (!isAppointment && reply.etag === null && !Object.keys(entity).some(isAnnotation)) return undefined;
  const etag = reply.etag ?? (typeof bodyTag === 'string' && SENDABLE.test(bodyTag) ? bodyTag : null);
  return { appointment, etag };
}

/**
 * The appointment as a PATCH should leave it: a complex value is merged member by member, a collection is replaced as
 * a whole (inferred from OData; the documentation of this resource does not say).
 */
export function applyPatch(appointment: Appointment, body: Appointment): Appointment {
  const patched = new Map(Object.entries(appointment));
  for (const [name, value] of Object.entries(body)) {
    const before = patched.get(name);
    patched.set(name, isRecord(before) && isRecord(value) ? applyPatch(before, value) : value);
  }
  // Not by assignment: a member may be called "__proto__".
  return Object.fromEntries(patched);
}

/** Whether two values of a property are the same but for spelling, as `changedPaths` understands it. */
export function isSameValue(a: unknown, b: unknown): boolean {
  return differences(a, b, '.').length === 0;
}

/**
 * The paths at which two appointments differ, such as `appointmentClients[1].displayName`, sorted. Annotations and the
 * read-only `id` do not count, and neither do differences of spelling: a missing property is a `null` one or an empty
 * collection, and "true" is true (the documentation's samples quote booleans).
 */
export function changedPaths(before: Appointment, after: Appointment): string[] {
  return differences(before, after, '').sort();
}

function differences(before: unknown, after: unknown, path: string): string[] {
  const a = plain(before);
  const b = plain(after);
  if (Array.isArray(a) && Array.isArray(b)) {
    return Array.from({ length: Math.max(a.length, b.length) }).flatMap((_, index) =>
      index < a.length && index < b.length
        ? differences(a[index], b[index], `${path}[${index}]`)
        : [`${path}[${index}]`],
    );
  }
  // A missing complex value is one without values.
  const [left, right] = [a ?? {}, b ?? {}];
  if (isRecord(left) && isRecord(right)) {
    const names = new Set(
      [...Object.keys(left), ...Object.keys(right)].filter((name) => !isAnnotation(name)),
    );
    if (path === '') names.delete('id');
    return [...names].flatMap((name) =>
      differences(left[name], right[name], path === '' ? name : `${path}.${name}`),
    );
  }
  return Object.is(a, b) ? [] : [path];
}

function plain(value: unknown): unknown {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return null;
  if (value === 'true') return true;
  return value === 'false' ? false : value;
}

/** Whether a member says something about the value beside it, such as its type, and is no property. */
export function isAnnotation(name: string): boolean {
  return name.includes('@');
}
