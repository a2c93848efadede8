import { DEFAULT_USER } from './constants';
import { freshState } from './freshState';
import type { Change } from './log';
import { newMeeting, type MeetingDraft } from './meetings';
import { completeState } from './stateSchema';
import type { Appointment, EmulatorMeeting, EmulatorState, EmulatorUser } from './state';
import { mintTag } from './tags';

/** What the store takes from outside. */
export interface StoreOptions {
  initialState?: unknown;
  now: () => Date;
  randomId: () => string;
  /** Missing: nobody keeps the state, and no copy of it is made at each change. */
  onChange?: ((state: EmulatorState) => void) | undefined;
}

/** Holds the state. Every change goes through here, gives new tags and is reported once. */
export class Store {
  readonly #options: StoreOptions;
  #state: EmulatorState = { version: 1, changes: 0, users: [], meetings: [] };

  constructor(options: StoreOptions) {
    this.#options = options;
    this.#adopt(
      options.initialState === undefined ? freshState(this) : completeState(options.initialState, this),
    );
  }

  get now(): Date {
    return this.#options.now();
  }

  get randomId(): () => string {
    return this.#options.randomId;
  }

  snapshot(): EmulatorState {
    return structuredClone(this.#state);
  }

  /** Takes over a state from outside; throws when it is none. */
  replace(state: unknown): EmulatorState {
    this.#adopt(completeState(state, this));
    return this.snapshot();
  }

  reset(): EmulatorState {
    this.#adopt(freshState(this));
    return this.snapshot();
  }

  /** A tag that no version of any appointment had before. */
  nextTag(entity: Appointment): string {
    this.#state.changes += 1;
    return mintTag(this.#state.changes, this.#options.randomId(), entity);
  }

  user(id: string): EmulatorUser | undefined {
    return this.#state.users.find((user) => user.id.toLowerCase() === id.toLowerCase());
  }

  /** The user with this id, added under a made-up name if need be. */
  ensureUser(id: string): EmulatorUser {
    const known = this.user(id);
    if (known !== undefined) return known;
    const name = `user-${id.slice(0, 8)}`;
    const user =
      id === DEFAULT_USER.id
        ? DEFAULT_USER
        : { id, displayName: name, userPrincipalName: `${name}@example.com` };
    this.#state.users.push({ ...user });
    this.#report();
    return user;
  }

  meeting(id: string): EmulatorMeeting | undefined {
    return this.#state.meetings.find((meeting) => meeting.id === id);
  }

  findMeeting(matches: (meeting: EmulatorMeeting) => boolean): EmulatorMeeting | undefined {
    return this.#state.meetings.find(matches);
  }

  addMeeting(draft: MeetingDraft): EmulatorMeeting {
    const meeting = newMeeting(draft, this.now, this.randomId);
    this.#state.meetings.push(meeting);
    this.#report();
    return meeting;
  }

  /** Writes or, with null, deletes the appointment of a meeting. `properties` is what the log will say. */
  writeAppointment(meeting: EmulatorMeeting, entity: Appointment | null, properties: string[]): Change {
    const etagBefore = meeting.appointment?.etag ?? null;
    meeting.appointment = entity === null ? null : { entity, etag: this.nextTag(entity) };
    this.#report();
    return { meetingId: meeting.id, etagBefore, etagAfter: meeting.appointment?.etag ?? null, properties };
  }

  /** Hands the present state to whoever keeps it. */
  #report(): void {
    this.#options.onChange?.(this.snapshot());
  }

  /** The counter never falls, so a tag of before a reset or a restore is not issued again. */
  #adopt(state: EmulatorState): void {
    this.#state = { ...state, changes: Math.max(state.changes, this.#state.changes) };
    this.#report();
  }
}
