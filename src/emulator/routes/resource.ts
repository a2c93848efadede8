import type { Handler, Hono, MiddlewareHandler } from 'hono';
import type { AppEnv, Services } from '../context';
import { decisions } from '../decisions';
import { authenticate, requireScope } from '../middleware/authenticate';

/** One method of a resource: who may call it, and what it does. */
export interface Operation {
  /** Any one of these permissions is enough; none: any valid token. */
  scopes: readonly string[];
  handle: Handler<AppEnv>;
}

/** Registers a path with its methods, in Graph's order: token, method, permission. */
export function resource(
  app: Hono<AppEnv>,
  services: Services,
  path: string,
  operations: Readonly<Record<string, Operation>>,
  ...before: MiddlewareHandler<AppEnv>[]
): void {
  for (const middleware of [...before, authenticate(services)]) app.use(path, middleware);
  for (const [method, { scopes, handle }] of Object.entries(operations)) {
    if (scopes.length > 0) app.on(method, path, requireScope(...scopes));
    app.on(method, path, handle);
  }
  app.all(path, () => {
    throw decisions.wrongMethod.apply(Object.keys(operations));
  });
}

/** The permissions of the reference: the write one is also enough to read. */
export const SCOPES = {
  read: ['OnlineMeetings.Read', 'OnlineMeetings.ReadWrite'],
  write: ['OnlineMeetings.ReadWrite'],
  joinLink: [
    'VirtualAppointment.Read',
    'VirtualAppointment.ReadWrite',
    'OnlineMeetings.Read',
    'OnlineMeetings.ReadWrite',
  ],
  sms: ['VirtualAppointmentNotification.Send'],
} as const;
