import type { DeviceCodeRequest } from '@azure/msal-node';
import type { SignInEngine, SignInResult } from '../../core/auth/engine';
import type { Registration } from '../../core/auth/registration';
import { type EngineParts, finish, makeClient, scopesOf } from './client';
import { stoppable } from './stoppable';

type Options = Parameters<SignInEngine['withDeviceCode']>[1];

/** Signs in with a code that is typed into a page, on any machine. */
export async function signInWithDeviceCode(
  parts: EngineParts,
  registration: Registration,
  { showCode, signal, timeoutMs, claims }: Options,
): Promise<SignInResult> {
  const aborted = new AbortController();
  const client = makeClient(parts, registration, AbortSignal.any([signal, aborted.signal]));
  const request: DeviceCodeRequest = {
    scopes: scopesOf(registration),
    ...(claims !== undefined && { claims }),
    deviceCodeCallback: ({ userCode, verificationUri }) => {
      if (!signal.aborted) showCode({ userCode, verificationUri });
    },
  };
  const running = finish(client, () => client.app.acquireTokenByDeviceCode(request));
  return await stoppable(running, { signal, timeoutMs }, () => {
    request.cancel = true;
    aborted.abort();
  });
}
