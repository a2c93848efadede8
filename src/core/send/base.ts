import type { Appointment } from '../graph/appointment';

/** The appointment as it was when its tag was read: the two always belong together. */
export interface Base {
  /** `null`: the server gave none, so a send can have no condition on it. */
  readonly etag: string | null;
  readonly appointment: Appointment;
  /** Milliseconds since the epoch. */
  readonly readAt: number;
}

export interface KnownAppointment {
  readonly base: Base;
  /** Set when the server is known to differ from the base (`stale`): the next send then meets its 412. */
  readonly theirs?: Base;
  /**
   * Set when a write went through and what came of it was not read: the tag is of no use any more, and the appointment is
   * what it should be.
   */
  readonly spent?: true;
}

/** A write by which a base has moved. */
export interface BaseWrite {
  /** What the write has found, as far as the sender knew. */
  readonly found: Appointment;
  /** The body that went out. */
  readonly sent: Appointment;
}

/** Remembers appointments by `targetKey`, which tells clouds, users and accounts apart. */
export interface BaseStore {
  get(key: string): KnownAppointment | undefined;
  /** @param write set when the base moves by one */
  set(key: string, known: KnownAppointment, write?: BaseWrite): Promise<void>;
  delete(key: string): Promise<void>;
}

/** What the stored tag of an appointment is worth. */
export type TagState =
  /** None is stored: a send reads the appointment first. */
  | { readonly kind: 'unknown' }
  /** As far as is known, the server still has it. */
  | { readonly kind: 'fresh'; readonly etag: string; readonly ageMs: number }
  /** Used up by a write of ours: a send reads the appointment first. */
  | { readonly kind: 'spent' }
  /** The server has another one: a send meets a conflict. */
  | { readonly kind: 'stale'; readonly newsReadAt: number };

/** What a stored tag is worth; docs/conflicts.md has the table. */
export function tagState(known: KnownAppointment | undefined, now: number): TagState {
  if (known === undefined) return { kind: 'unknown' };
  const { base, theirs, spent } = known;
  if (spent === true) return { kind: 'spent' };
  if (theirs !== undefined) return { kind: 'stale', newsReadAt: theirs.readAt };
  return base.etag === null
    ? { kind: 'unknown' }
    : { kind: 'fresh', etag: base.etag, ageMs: Math.max(0, now - base.readAt) };
}

/** The tag that a send can be conditional on without reading again; a stale one too: its 412 is wanted. */
export function usableTag(known: KnownAppointment | undefined): string | null {
  return known === undefined || known.spent === true ? null : known.base.etag;
}

/** How long a store keeps what was read: it is personal data, and work on one payload rarely takes longer. */
export const BASE_RETENTION_MS = 30 * 24 * 60 * 60 * 1000;

/** When something was last read from the server. */
export function lastReadAt({ base, theirs }: KnownAppointment): number {
  return Math.max(base.readAt, theirs?.readAt ?? 0);
}
