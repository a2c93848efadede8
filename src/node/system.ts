import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Clock, IdSource } from '../core/ports';

export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

export const systemIds: IdSource = { uuid: () => randomUUID() };
