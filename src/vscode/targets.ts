/** The appointments that are being written to: a double click must not send twice. */
export class Targets {
  readonly #busy = new Set<string>();

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
