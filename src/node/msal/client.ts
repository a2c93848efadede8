import { type AuthenticationResult, LogLevel, PublicClientApplication } from '@azure/msal-node';
import type { EngineSession, SignInResult } from '../../core/auth/engine';
import { PERMISSION } from '../../core/auth/permissions';
import type { Registration } from '../../core/auth/registration';
import { CLOUDS, type RealCloud } from '../../core/graph/clouds';
import type { Logger } from '../../core/ports';
import { toProblem } from './problem';
import { Network } from './network';

export interface EngineParts {
  readonly logger: Logger;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** An identity provider for tests, in place of Microsoft's. */
  readonly authority?: ((cloud: RealCloud) => string) | undefined;
  /** What the standard adds to the interval at each `slow_down`; tests have less time. */
  readonly slowDownMs?: number;
}

/** A client of MSAL's for one operation, with a cache of its own that nothing but the operation fills. */
export interface Client {
  readonly app: PublicClientApplication;
  readonly network: Network;
}

/** An MSAL client with an empty cache, for one operation. */
export function makeClient(
  { logger, sleep, authority, slowDownMs = 5000 }: EngineParts,
  { cloud, clientId, tenant }: Registration,
  signal?: AbortSignal,
): Client {
  const network = new Network({ signal, sleep, slowDownMs });
  const own = authority?.(cloud);
  const app = new PublicClientApplication({
    auth: {
      clientId,
      authority: `${own ?? CLOUDS[cloud].authority}/${tenant}`,
      // Microsoft's hosts are built in; asking about another would go to Microsoft.
      ...(own !== undefined && { knownAuthorities: [new URL(own).host] }),
    },
    system: {
      networkClient: network,
      loggerOptions: {
        piiLoggingEnabled: false,
        logLevel: LogLevel.Info,
        loggerCallback: (_level, message, containsPii) => {
          if (!containsPii) logger.debug(message);
        },
      },
    },
  });
  return { app, network };
}

/** The one permission that is asked for, at the cloud's Graph. */
export function scopesOf({ cloud }: Registration): string[] {
  return [`${CLOUDS[cloud].graphRoot}/${PERMISSION}`];
}

/** The end of an interactive sign-in, whichever way it went. */
export async function finish(
  { app, network }: Client,
  acquire: () => Promise<AuthenticationResult | null>,
): Promise<SignInResult> {
  try {
    const session = toSession(app, await acquire());
    return session === undefined
      ? { kind: 'failed', problem: { error: 'no_account_found', needsUser: true } }
      : { kind: 'signedIn', session };
  } catch (error) {
    return { kind: 'failed', problem: toProblem(error, network.lastFailure) };
  }
}

function toSession(
  app: PublicClientApplication,
  result: AuthenticationResult | null,
): EngineSession | undefined {
  const account = result?.account;
  if (account === null || account === undefined) return undefined;
  const { homeAccountId, localAccountId, tenantId, username, name } = account;
  return {
    cache: app.getTokenCache().serialize(),
    homeAccountId,
    objectId: localAccountId,
    tenantId,
    username: username === '' ? (name ?? localAccountId) : username,
  };
}
