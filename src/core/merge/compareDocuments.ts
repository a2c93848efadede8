import { type Appointment, applyPatch } from '../graph/appointment';
import { isRecord } from '../graph/reply';

/** The order of the reference. What is not in it follows by name. */
const ORDER = [
  'id',
  'appointmentClients',
  'displayName',
  'emailAddress',
  'smsCapablePhoneNumber',
  'appointmentClientJoinWebUrl',
  'externalAppointmentId',
  'externalAppointmentUrl',
  'settings',
];

export interface Comparison {
  /** What the server has now. */
  readonly server: string;
  /** What it will have after this patch. */
  readonly after: string;
}

/** Two texts to lay side by side: their properties are in the same order, so that only what changes differs. */
export function compareDocuments(theirs: Appointment, mine: Appointment): Comparison {
  return { server: stableText(theirs), after: stableText(applyPatch(theirs, mine)) };
}

/** An appointment as a text in which the order of its properties never changes. */
export function stableText(appointment: Appointment): string {
  return `${JSON.stringify(ordered(appointment), null, 2)}\n`;
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isRecord(value)) return value;
  const members = Object.entries(value).map(([name, each]) => [name, ordered(each)] as const);
  return Object.fromEntries(members.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}

function rank(name: string): number {
  const place = ORDER.indexOf(name);
  return place < 0 ? ORDER.length : place;
}
