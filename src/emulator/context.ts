import type { HttpBindings } from '@hono/node-server';
import type { FaultBox } from './faults';
import type { Change, RequestLog } from './log';
import type { Store } from './store';
import type { Bearer, TokenBox } from './tokens';
import type { TrustedIssuer } from './trustedIssuer';

/** What is known about one request from its arrival to its log entry. A part of a batch has one of its own. */
export interface Exchange {
  requestId: string;
  clientRequestId: string;
  bodyText: string;
  changes: Change[];
  /** The connection was cut on purpose: there is no answer. */
  cut: boolean;
}

/** What Hono hands to every handler as `c.env`: Node's request and response, and the exchange. */
export interface Bindings extends HttpBindings {
  exchange: Exchange;
}

/** Type parameters of every Hono application here. */
export interface AppEnv {
  Bindings: Bindings;
  Variables: { bearer: Bearer };
}

/** The parts that handlers work with. */
export interface Services {
  readonly instanceId: string;
  readonly store: Store;
  readonly tokens: TokenBox;
  /** Whose tokens are accepted beside our own. */
  readonly issuer: TrustedIssuer | undefined;
  readonly faults: FaultBox;
  readonly log: RequestLog;
  readonly now: () => Date;
  readonly randomId: () => string;
  /** Aborted when the emulator stops. */
  readonly stopping: AbortSignal;
  /** `http://127.0.0.1:PORT`; known once the server listens. */
  readonly origin: () => string;
}

/** A new exchange; Graph fills `client-request-id` with its own id when the caller sends none. */
export function newExchange(randomId: () => string, clientRequestId?: string, bodyText = ''): Exchange {
  const requestId = randomId();
  return { requestId, clientRequestId: clientRequestId ?? requestId, bodyText, changes: [], cut: false };
}
