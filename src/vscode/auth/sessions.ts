import {
  authentication,
  type AuthenticationGetSessionOptions,
  type AuthenticationSession,
  type Disposable,
} from 'vscode';
import { PERMISSION } from '../../core/auth/permissions';
import type { Registration } from '../../core/auth/registration';
import type { Session, SessionSource } from '../../core/auth/sessionTokens';
import { CLOUDS } from '../../core/graph/clouds';

/** The providers of VS Code. */
const GLOBAL = 'microsoft';
const SOVEREIGN = 'microsoft-sovereign-cloud';

/** Accounts that VS Code's own Microsoft sign-in has, with the user's app: VS Code's own app cannot get the permission. */
export const vscodeSessions: SessionSource = {
  async silent(registration, id, claims) {
    const account = (await authentication.getAccounts(providerOf(registration))).find(
      (each) => each.id === id,
    );
    return account && toSession(await getSession(registration, { silent: true, account }, claims));
  },
};

/** Tells when somebody has signed in or out of VS Code, in any window. */
export function onDidChangeSessions(listener: () => void): Disposable {
  return authentication.onDidChangeSessions(({ provider }) => {
    if (provider.id === GLOBAL || provider.id === SOVEREIGN) listener();
  });
}

/** Lets VS Code ask the user to sign in. @throws when the user cancels */
export async function askForSession(registration: Registration): Promise<Session | undefined> {
  return toSession(await getSession(registration, { createIfNone: true, clearSessionPreference: true }));
}

async function getSession(
  registration: Registration,
  options: AuthenticationGetSessionOptions,
  claims?: string,
): Promise<AuthenticationSession | undefined> {
  const { cloud, clientId, tenant } = registration;
  // The first two are taken out by the provider. https://github.com/microsoft/vscode/blob/main/extensions/microsoft-authentication/src/common/scopeData.ts
  const scopes = [
    `VSCODE_CLIENT_ID:${clientId}`,
    `VSCODE_TENANT:${tenant}`,
    `${CLOUDS[cloud].graphRoot}/${PERMISSION}`,
  ];
  // The provider takes a challenge as the service wrote it; what we have is its decoded part.
  const encoded = claims === undefined ? '' : Buffer.from(claims, 'utf8').toString('base64');
  const request =
    claims === undefined
      ? scopes
      : {
          wwwAuthenticate: `Bearer error="insufficient_claims", claims="${encoded}"`,
          fallbackScopes: scopes,
        };
  return await authentication.getSession(providerOf(registration), request, options);
}

function providerOf({ cloud }: Registration): string {
  return cloud === 'global' ? GLOBAL : SOVEREIGN;
}

function toSession(session: AuthenticationSession | undefined): Session | undefined {
  return (
    session && { accessToken: session.accessToken, id: session.account.id, label: session.account.label }
  );
}
