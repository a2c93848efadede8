import { env, ProgressLocation, Uri, window } from 'vscode';
import type { DeviceCode, InteractiveOptions, SignInEngine, SignInResult } from '../../core/auth/engine';
import type { Registration } from '../../core/auth/registration';
import type { SignInFlow } from '../auth/signInFlow';
import { say } from '../translate';

/** A person who has not come back after this has given up, or sees an error that only the browser shows. */
const LIMIT_MS = 5 * 60_000;
/** Entra's codes are valid for as long. */
const CODE_LIMIT_MS = 15 * 60_000;

export type FlowWay = 'browser' | 'deviceCode';

/** Signs in, with a notification that can be cancelled. A sign-in that is under way is cancelled first. */
export async function runFlow(
  flow: SignInFlow,
  engine: SignInEngine,
  registration: Registration,
  way: FlowWay,
  more: Pick<InteractiveOptions, 'loginHint' | 'claims' | 'chooseAccount'>,
): Promise<SignInResult> {
  return await flow.run(registration, (abort) =>
    window.withProgress(
      { location: ProgressLocation.Notification, cancellable: true, title: say('Signing in') },
      async (progress, token) => {
        token.onCancellationRequested(() => {
          abort.abort();
        });
        const tell = (message: string): void => {
          progress.report({ message });
        };
        const options = { ...more, signal: abort.signal };
        return way === 'browser'
          ? await withBrowser(engine, registration, options, tell)
          : await withCode(engine, registration, options, abort, tell);
      },
    ),
  );
}

type Options = Omit<InteractiveOptions, 'timeoutMs'>;

async function withBrowser(
  engine: SignInEngine,
  registration: Registration,
  options: Options,
  tell: (message: string) => void,
): Promise<SignInResult> {
  tell(say('finish in the browser. If it shows an error, run "Sign In" again: it explains the number.'));
  return await engine.withBrowser(registration, {
    ...options,
    timeoutMs: LIMIT_MS,
    openBrowser: async (url) => {
      const opened = await env.openExternal(exactUri(url));
      if (!opened) throw new Error('not opened');
    },
  });
}

async function withCode(
  engine: SignInEngine,
  registration: Registration,
  options: Options,
  abort: AbortController,
  tell: (message: string) => void,
): Promise<SignInResult> {
  const failure: { error?: Error } = {};
  const result = await engine.withDeviceCode(registration, {
    ...options,
    timeoutMs: CODE_LIMIT_MS,
    showCode: (code) => {
      tell(say('enter {userCode} at {verificationUri}', { ...code }));
      void offerPage(code).then(
        (goesOn) => {
          if (!goesOn) abort.abort();
        },
        // Without the code nobody can sign in.
        (error: unknown) => {
          failure.error = error instanceof Error ? error : new Error(String(error));
          abort.abort();
        },
      );
    },
  });
  if (failure.error !== undefined) throw failure.error;
  return result;
}

/** Shows the code. Returns whether the user goes on. */
async function offerPage({ userCode, verificationUri }: DeviceCode): Promise<boolean> {
  const open = say('Copy Code and Open Page');
  const stay = say('I Use Another Device');
  const answer = await window.showInformationMessage(
    say('Your code is {userCode}', { userCode }),
    {
      modal: true,
      detail: say(
        'Enter it at {verificationUri}, on this or any other device. Enter only codes that you have asked for yourself.',
        { verificationUri },
      ),
    },
    open,
    stay,
  );
  if (answer === open) {
    await env.clipboard.writeText(userCode);
    await env.openExternal(Uri.parse(verificationUri));
  }
  return answer !== undefined;
}

/**
 * VS Code decodes and encodes the query of a `Uri` in its own way, which would change `claims` and `+`. A text is opened as
 * it is; the types do not say so. https://github.com/microsoft/vscode/issues/85930
 */
function exactUri(url: string): Uri {
  return url as unknown as Uri;
}
