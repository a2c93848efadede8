import { AuthError, PromptValue } from '@azure/msal-node';
import type { SignInEngine, SignInResult } from '../../core/auth/engine';
import type { Registration } from '../../core/auth/registration';
import { type EngineParts, finish, makeClient, scopesOf } from './client';
import { stoppable } from './stoppable';

type Options = Parameters<SignInEngine['withBrowser']>[1];

/** MSAL shows it before it has the token: it must not say that all is well. */
const DONE = page('You can close this page and return to VS Code.');
const FAILED = page('The sign-in did not work. Return to VS Code: it says why.');

/** Signs in with the browser, which answers to a port of this machine. */
export async function signInWithBrowser(
  parts: EngineParts,
  registration: Registration,
  { openBrowser, signal, timeoutMs, loginHint, claims, chooseAccount }: Options,
): Promise<SignInResult> {
  const aborted = new AbortController();
  const client = makeClient(parts, registration, AbortSignal.any([signal, aborted.signal]));
  let opened: string | undefined;
  const running = finish(client, () =>
    client.app.acquireTokenInteractive({
      scopes: scopesOf(registration),
      successTemplate: DONE,
      errorTemplate: FAILED,
      ...(loginHint !== undefined && { loginHint }),
      ...(claims !== undefined && { claims }),
      ...(chooseAccount === true && { prompt: PromptValue.SELECT_ACCOUNT }),
      openBrowser: async (url) => {
        opened = url;
        if (signal.aborted) throw new AuthError('cancelled', '');
        await openBrowser(url).catch((error: unknown) => {
          throw new AuthError('browser_not_opened', '', error instanceof Error ? error.message : '');
        });
      },
    }),
  );
  return await stoppable(running, { signal, timeoutMs }, () => {
    if (opened !== undefined) void closeLoopback(opened);
    aborted.abort();
  });
}

/** MSAL has no way to cancel. What comes to its port with the right state ends it, an error like any other. */
async function closeLoopback(url: string): Promise<void> {
  const { searchParams } = new URL(url);
  const port = new URL(searchParams.get('redirect_uri') ?? '').port;
  const body = new URLSearchParams({ error: 'access_denied', state: searchParams.get('state') ?? '' });
  // It may have ended by itself in this moment.
  await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body }).catch(() => undefined);
}

function page(text: string): string {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>VS Code</title></head><body style="font-family: sans-serif; margin: 4em"><p>${text}</p></body></html>`;
}
