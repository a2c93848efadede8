import { Hono, type Context } from 'hono';
import type { Control } from '../control';
import type { AppEnv, Services } from '../context';
import { errorAnswer, GraphError } from '../errors';
import { rawPath } from '../paths';
import { parseControlBody } from '../validate';

/** The control calls over HTTP. They need no token: whoever reaches loopback without a browser may make them. */
export function controlCalls({ faults, log, now }: Services, control: Control): Hono<AppEnv> {
  const app = new Hono<AppEnv>({ getPath: rawPath });
  const body = (c: Context<AppEnv>): unknown => parseControlBody(c.env.exchange.bodyText);

  app.post('/token', (c) => c.json(control.issueToken(body(c))));
  app.get('/state', (c) => c.json(control.state()));
  app.put('/state', (c) => c.json(control.replaceState(body(c))));
  app.post('/reset', (c) => c.json(control.reset()));
  app.post('/touch', (c) => {
    const change = control.touch(body(c));
    c.env.exchange.changes.push(change);
    return c.json(change);
  });
  app.get('/faults', (c) => c.json(faults.get()));
  app.put('/faults', (c) => c.json(control.setFaults(body(c))));
  app.get('/log', (c) => c.json(log.entries()));
  app.all('*', (c) => {
    const known = app.routes
      .filter(({ path, method }) => path !== '/*' && method !== 'ALL')
      .map(({ path, method }) => `${method} /_emulator${path}`);
    const message = `The control calls are: ${[...new Set(known)].join(', ')}.`;
    return errorAnswer(new GraphError(404, 'NotFound', message), c.env.exchange, now());
  });
  return app;
}
