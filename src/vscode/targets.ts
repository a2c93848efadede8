import { appointmentPath, type Target } from '../core/graph/target';

/** The appointments that are being written to: a double click must not send twice. */
export class Targets {
  readonly #busy = new Set<string>();

  /** Writes to an appointment unless somebody writes to it already, alone or with others. */
  async writing<Result>(target: Target, task: () => Promise<Result>): Promise<Result | undefined> {
    return await this.once(nameOf(target), task);
  }

  /** Runs a task unless one for the same target is under way. @returns `undefined` when it did not run */
  async once<Result>(target: string, task: () => Promise<Result>): Promise<Result | undefined> {
    if (this.#busy.has(target)) return undefined;
    this.#busy.add(target);
    try {
      return await task();
    } finally {
      this.#busy.delete(target);
    }
  }
}

/** Whether two targets are one appointment. */
export function isSameAppointment(a: Target, b: Target): boolean {
  return nameOf(a) === nameOf(b);
}

function nameOf(target: Target): string {
  return `${target.cloud}${appointmentPath(target)}`;
}
