import type { MiddlewareHandler } from 'hono';
import type { AppEnv, Services } from '../context';

/** Same shape as Graph's, so that tools can show it; every field says where the answer comes from. */
const DIAGNOSTIC = JSON.stringify({
  ServerInfo: {
    DataCenter: 'EMULATOR',
    Slice: 'E',
    Ring: '0',
    ScaleUnit: '000',
    RoleInstance: 'vappt-EMULATOR',
  },
});

/** Puts the headers on every answer that Graph puts on every answer, and our own mark. */
export function stamp({ instanceId, now }: Services): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next();
    const { requestId, clientRequestId, cut } = c.env.exchange;
    if (cut) return;
    c.header('request-id', requestId);
    c.header('client-request-id', clientRequestId);
    c.header('x-ms-ags-diagnostic', DIAGNOSTIC);
    c.header('Date', now().toUTCString());
    c.header('Server', 'vappt-EMULATOR');
    c.header('Cache-Control', 'no-store');
    // For browsers that say nothing of where a request comes from: no page can use an answer as anything.
    c.header('Cross-Origin-Resource-Policy', 'same-origin');
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('X-Frame-Options', 'DENY');
    c.header('x-vappt-emulator-instance', instanceId);
  };
}
