import { setTimeout as delay } from 'node:timers/promises';
import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv, Services } from '../context';
import { cutConnection, cutMidBody } from '../cut';
import { GraphError } from '../errors';
import { dressAnswer, faultAnswer } from '../faultAnswer';
import type { Fault } from '../faults';

/** Latency, rate and the queue of faults, for every Graph request and for every part of a batch. */
export function injectFaults(services: Services): MiddlewareHandler<AppEnv> {
  const { faults, now, stopping } = services;
  return async (c, next) => {
    const fault = faults.take(c.req.method, pathWithQuery(c.req.url));
    await wait(faults.get().latencyMs + (fault?.delayMs ?? 0), stopping);
    if (!faults.withinRate(now().getTime())) throw tooManyRequests();
    if (fault === undefined) return next();
    c.res = await suffer(c, fault, next);
  };

  async function suffer(c: Context<AppEnv>, fault: Fault, next: () => Promise<void>): Promise<Response> {
    if (fault.cut === 'before') return cutConnection(c.env);
    const scripted = faultAnswer(fault, c.env.exchange, now());
    if (scripted === undefined || fault.cut === 'afterApply') await next();
    if (fault.cut === 'afterApply') return cutConnection(c.env);
    const answer = scripted ?? dressAnswer(fault, c.res);
    return fault.cut === 'midBody' ? cutMidBody(c.env, answer) : answer;
  }
}

/** The error of learn.microsoft.com/graph/throttling: `status` and `code` are strings there too. */
function tooManyRequests(): GraphError {
  return new GraphError(429, 'TooManyRequests', 'Please retry again later.', {
    headers: { 'Retry-After': '1' },
    inner: { code: '429', status: '429', message: 'Please retry after' },
  });
}

async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds > 0) await delay(milliseconds, undefined, { signal });
}

function pathWithQuery(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
