import { Hono } from 'hono';
import { CONTROL_PATH } from './constants';
import type { AppEnv, Services } from './context';
import type { Control } from './control';
import { errorAnswer } from './errors';
import { graphApp } from './graphApp';
import { localOnly } from './middleware/localOnly';
import { readBody } from './middleware/readBody';
import { record } from './middleware/record';
import { stamp } from './middleware/stamp';
import { rawPath } from './paths';
import { controlCalls } from './routes/controlCalls';

/** The whole chain, outside in: log, headers, safety, body; then a control call or a Graph request. */
export function emulatorApp(services: Services, control: Control): Hono<AppEnv> {
  const app = new Hono<AppEnv>({ getPath: rawPath });
  const graph = graphApp(services);
  app.onError((error, c) => errorAnswer(error, c.env.exchange, services.now()));
  app.use(record(services), stamp(services), localOnly(services), readBody);
  app.route(CONTROL_PATH, controlCalls(services, control));
  app.all('*', (c) => graph.fetch(c.req.raw, c.env));
  return app;
}
