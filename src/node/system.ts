import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { CancelledError } from '../core/errors';
import type { Clock, IdSource } from '../core/ports';

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  async sleep(milliseconds, signal) {
    try {
      await delay(milliseconds, undefined, signal === undefined ? {} : { signal });
    } catch {
      // Nothing but the signal ends a delay early, and the request before it was answered with "not done".
      throw new CancelledError(false);
    }
  },
};

export const systemIds: IdSource = { uuid: () => randomUUID() };
