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
}

/** Remembers appointments by `targetKey`. */
export interface BaseStore {
  get(key: string): KnownAppointment | undefined;
  set(key: string, known: KnownAppointment): Promise<void>;
  delete(key: string): Promise<void>;
}
