import type { EngineSession, RenewResult, SignInEngine } from '../../core/auth/engine';
import type { Registration } from '../../core/auth/registration';
import { CancelledError } from '../../core/errors';
import { type EngineParts, makeClient, scopesOf } from './client';
import { toProblem } from './problem';

type Options = Parameters<SignInEngine['renew']>[2];

/** A token from the cache while it is good, else by the refresh token: nobody is asked. */
export async function renew(
  parts: EngineParts,
  registration: Registration,
  { cache, homeAccountId }: EngineSession,
  { force, claims, signal }: Options,
): Promise<RenewResult> {
  const { app, network } = makeClient(parts, registration, signal);
  const tokens = app.getTokenCache();
  try {
    tokens.deserialize(cache);
    const account = await tokens.getAccountByHomeId(homeAccountId);
    if (account === null) {
      return { kind: 'failed', problem: { error: 'no_account_found', needsUser: true } };
    }
    const { accessToken, expiresOn } = await app.acquireTokenSilent({
      account,
      scopes: scopesOf(registration),
      forceRefresh: force,
      ...(claims !== undefined && { claims }),
    });
    // `hasChanged` says yes to what was only read in.
    const now = tokens.serialize();
    return {
      kind: 'token',
      value: accessToken,
      expiresAt: expiresOn?.getTime(),
      cache: now === cache ? undefined : now,
    };
  } catch (error) {
    if (signal?.aborted === true) throw new CancelledError(false);
    return { kind: 'failed', problem: toProblem(error, network.lastFailure) };
  }
}
