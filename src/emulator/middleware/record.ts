import type { MiddlewareHandler } from 'hono';
import { CONTROL_PATH } from '../constants';
import type { AppEnv, Services } from '../context';

/** Writes every request into the log, once it is answered. Reading the log leaves no trace in it. */
export function record({ log, now }: Services): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const time = now().toISOString();
    await next();
    const { exchange, incoming } = c.env;
    if (c.req.path === `${CONTROL_PATH}/log`) return;
    log.add({
      time,
      method: c.req.method,
      path: incoming.url ?? c.req.path,
      headers: c.req.header(),
      body: exchange.bodyText,
      status: exchange.cut ? null : c.res.status,
      requestId: exchange.requestId,
      changed: exchange.changes,
    });
  };
}
