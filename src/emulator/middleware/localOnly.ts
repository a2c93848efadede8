import type { MiddlewareHandler } from 'hono';
import type { AppEnv, Services } from '../context';
import { GraphError } from '../errors';

/**
 * Keeps web pages out. A page that points its own name at 127.0.0.1 (DNS rebinding) sends its own name as Host, so
 * Host has to be one that no page can own: the address itself or `localhost`, which browsers never look up in DNS,
 * with the exact port. Every cross-site request of a browser that could change something carries Origin, and the
 * newer ones say Sec-Fetch-Site; `none` is the address bar. No answer ever has a CORS header.
 */
export function localOnly({ origin }: Services): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const { host, origin: from, 'sec-fetch-site': site } = c.env.incoming.headers;
    const { port } = new URL(origin());
    const allowed = [`127.0.0.1:${port}`, `localhost:${port}`];
    // A request line with an absolute URL names a host of its own.
    if (!allowed.includes(host?.toLowerCase() ?? '') || !allowed.includes(new URL(c.req.url).host))
      throw refused(`the Host header must be ${allowed.join(' or ')}`);
    if (from !== undefined) throw refused('it has an Origin header, so it comes from a web page');
    if (site !== undefined && site !== 'none')
      throw refused('Sec-Fetch-Site says that it comes from a web page');
    await next();
  };
}

function refused(reason: string): GraphError {
  return new GraphError(403, 'Forbidden', `The emulator refuses this request: ${reason}.`);
}
