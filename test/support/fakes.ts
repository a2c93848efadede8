import { CancelledError } from '../../src/core/errors';
import type { Account, Clock, IdSource, Logger, TokenProvider } from '../../src/core/ports';
import type { BaseStore, KnownAppointment } from '../../src/core/send/base';

/** 1 May 2025, 10:20:30 UTC. */
export const NOW = Date.UTC(2025, 4, 1, 10, 20, 30);
export const ACCOUNT = { id: 'account-1', label: 'organiser@contoso.example' } satisfies Account;
export const TOKEN = 'eyJhbGciOiJub25lIn0.eyJjYW5hcnkiOiJ0b2tlbiJ9.canary-signature';

/** Stands still for dates; a duration is 12 ms, measured by one pair of readings. Sleeps are over at once. */
export class FakeClock implements Clock {
  readonly slept: number[] = [];
  #readings = 0;

  now(): number {
    return NOW;
  }

  monotonic(): number {
    return 12 * this.#readings++;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    this.slept.push(milliseconds);
    return signal?.aborted === true ? Promise.reject(new CancelledError(false)) : Promise.resolve();
  }
}

/** UUIDs that count up, in the order in which they are asked for. */
export function countingIds(): IdSource {
  let count = 0;
  return { uuid: () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}` };
}

export const fixedTokens: TokenProvider = {
  getToken: () => Promise.resolve({ value: TOKEN, account: ACCOUNT }),
};

export class RecordingLogger implements Logger {
  readonly lines: string[] = [];

  debug(message: string): void {
    this.lines.push(`debug ${message}`);
  }
  info(message: string): void {
    this.lines.push(`info ${message}`);
  }
  warn(message: string): void {
    this.lines.push(`warn ${message}`);
  }
  error(message: string): void {
    this.lines.push(`error ${message}`);
  }
}

/** A base store whose whole content can be compared. */
export class TransparentBaseStore implements BaseStore {
  readonly #known: Map<string, KnownAppointment>;

  constructor(content: Readonly<Record<string, KnownAppointment>> = {}) {
    this.#known = new Map(Object.entries(content));
  }

  get content(): Readonly<Record<string, KnownAppointment>> {
    return Object.fromEntries(this.#known);
  }

  get(key: string): KnownAppointment | undefined {
    return this.#known.get(key);
  }

  set(key: string, known: KnownAppointment): Promise<void> {
    this.#known.set(key, known);
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    this.#known.delete(key);
    return Promise.resolve();
  }
}
