import * as v from 'valibot';
import { DEFAULT_USER } from './constants';
import { GraphError } from './errors';
import { newMeeting } from './meetings';
import type { Appointment, EmulatorMeeting, EmulatorState } from './state';
import { tagFits } from './tags';
import { check } from './validate';

/** What completing a state needs: time, ids, and tags that were never used. */
export interface TagSource {
  readonly now: Date;
  readonly randomId: () => string;
  nextTag(entity: Appointment): string;
}

const text = v.pipe(v.string(), v.minLength(1, 'must not be empty'));
const maybe = v.nullish(v.string());
const dateTime = v.pipe(
  v.string(),
  v.check((value) => !Number.isNaN(Date.parse(value)), 'must be a date and time'),
);

/** Valibot takes an array for an object. */
const object = <T extends v.ObjectEntries>(entries: T) =>
  v.pipe(
    v.unknown(),
    v.check((value) => !Array.isArray(value), 'must be an object'),
    v.strictObject(entries),
  );

const client = object({
  displayName: v.exactOptional(v.nullable(v.string())),
  emailAddress: v.exactOptional(v.nullable(v.string())),
  smsCapablePhoneNumber: v.exactOptional(v.nullable(v.string())),
});

const appointment = object({
  id: text,
  appointmentClients: v.optional(v.array(client), []),
  appointmentClientJoinWebUrl: v.nullish(v.string(), null),
  externalAppointmentId: v.nullish(v.string(), null),
  externalAppointmentUrl: v.nullish(v.string(), null),
  settings: v.nullish(
    object({ allowClientToJoinUsingBrowser: v.exactOptional(v.nullable(v.boolean())) }),
    null,
  ),
});

const meeting = object({
  id: text,
  organizerId: v.optional(text, DEFAULT_USER.id),
  subject: maybe,
  externalId: maybe,
  creationDateTime: v.optional(dateTime),
  startDateTime: v.optional(dateTime),
  endDateTime: v.optional(dateTime),
  joinWebUrl: v.optional(text),
  joinMeetingId: v.optional(text),
  appointment: v.nullish(object({ etag: v.optional(text), entity: appointment }), null),
});

const stateSchema = object({
  version: v.literal(1, 'this emulator reads version 1 of its state; another version is newer or broken'),
  changes: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(2 ** 40)), 0),
  users: v.optional(v.array(object({ id: text, displayName: v.string(), userPrincipalName: v.string() })), [
    DEFAULT_USER,
  ]),
  meetings: v.pipe(
    v.array(meeting),
    v.check((all) => new Set(all.map(({ id }) => id)).size === all.length, 'two meetings have the same id'),
  ),
});

/**
 * Checks a state from outside and fills in what a state written by hand leaves out. An appointment whose content was
 * changed under its tag gets a new tag: one tag stands for one content.
 */
export function completeState(value: unknown, source: TagSource): EmulatorState {
  const state = check(stateSchema, value);
  const users = structuredClone(state.users);
  return { version: 1, changes: state.changes, users, meetings: state.meetings.map(complete) };

  function complete({ appointment: stored, ...given }: v.InferOutput<typeof meeting>): EmulatorMeeting {
    const made = newMeeting(given, source.now, source.randomId);
    const known = Object.entries(given).filter(([, member]) => member !== undefined && member !== null);
    const whole: EmulatorMeeting = { ...made, ...Object.fromEntries(known) };
    if (stored === null) return whole;
    const { etag, entity } = stored;
    const kept = etag !== undefined && tagFits(etag, entity) && isHeaderSafe(etag);
    return { ...whole, appointment: { entity, etag: kept ? etag : source.nextTag(entity) } };
  }
}

/** Tags go into a header: a hand-written one must be a tag. */
function isHeaderSafe(etag: string): boolean {
  if (/^(?:W\/)?"[\x21\x23-\x7e]*"$/.test(etag)) return true;
  throw new GraphError(400, 'BadRequest', 'The state has an etag that is not of the form W/"…".');
}
