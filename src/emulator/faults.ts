import * as v from 'valibot';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

const fault = v.strictObject({
  match: v.optional(v.strictObject({ method: v.optional(v.string()), path: v.optional(v.string()) }), {}),
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
  status: v.optional(v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599))),
  code: v.optional(v.string()),
  message: v.optional(v.string()),
  /** Seconds, or an HTTP date. */
  retryAfter: v.optional(v.union([whole, v.pipe(v.string(), v.regex(/^[\x20-\x7e]+$/))])),
  delayMs: v.optional(whole),
  cut: v.optional(v.picklist(['before', 'afterApply', 'midBody'])),
  body: v.optional(v.picklist(['html', 'empty', 'garbage'])),
  redirect: v.optional(v.pipe(v.string(), v.url())),
});

/** The body of the control call `PUT /_emulator/faults`: replaces all faults; `{}` is none. */
export const faultsSchema = v.strictObject({
  latencyMs: v.nullish(whole, 0),
  ratePerSecond: v.nullish(whole, 0),
  retired: v.nullish(v.boolean(), false),
  queue: v.nullish(v.array(fault), []),
});

/** Faults as they are given; every part may be left out. */
export type FaultsInput = v.InferInput<typeof faultsSchema>;
/** Faults in force; 0 stands for "no latency" and "no limit". */
export type Faults = v.InferOutput<typeof faultsSchema>;
/** One entry of the queue. */
export type Fault = Faults['queue'][number];

/** The faults in force, and how much of them is used up. */
export class FaultBox {
  #faults: Faults = v.parse(faultsSchema, {});
  #recent: number[] = [];

  set(faults: Faults): void {
    this.#faults = structuredClone(faults);
    this.#recent = [];
  }

  get(): Faults {
    return structuredClone(this.#faults);
  }

  /** Takes the first fault of the queue that fits, once. */
  take(method: string, path: string): Fault | undefined {
    const index = this.#faults.queue.findIndex((each) => fits(each, method, path));
    const found = this.#faults.queue[index];
    if (found === undefined) return undefined;
    found.times -= 1;
    if (found.times === 0) this.#faults.queue.splice(index, 1);
    return found;
  }

  /** Counts a request; false when there were too many within the last second. */
  withinRate(time: number): boolean {
    const limit = this.#faults.ratePerSecond;
    if (limit === 0) return true;
    this.#recent = this.#recent.filter((each) => time - each < 1000);
    if (this.#recent.length >= limit) return false;
    this.#recent.push(time);
    return true;
  }
}

/** The method in any case; the path by any part of it, query included, as received or decoded. */
function fits({ match }: Fault, method: string, path: string): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== method.toUpperCase()) return false;
  return match.path === undefined || path.includes(match.path) || decoded(path).includes(match.path);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
