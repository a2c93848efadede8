import type { SignInResult } from '../../core/auth/engine';

/**
 * Waits for a sign-in until it ends, the user cancels it or its time is up: MSAL knows neither, and would wait for ever.
 * @param stop ends what is still under way; what it comes to is not waited for
 */
export async function stoppable(
  running: Promise<SignInResult>,
  { signal, timeoutMs }: { readonly signal: AbortSignal; readonly timeoutMs: number },
  stop: () => void,
): Promise<SignInResult> {
  const ended = new AbortController();
  const stopped = new Promise<SignInResult>((resolve) => {
    const end = (kind: 'cancelled' | 'timedOut') => () => {
      stop();
      resolve({ kind });
    };
    const timer = setTimeout(end('timedOut'), timeoutMs);
    const onAbort = end('cancelled');
    signal.addEventListener('abort', onAbort, { signal: ended.signal });
    ended.signal.addEventListener('abort', () => {
      clearTimeout(timer);
    });
    if (signal.aborted) onAbort();
  });
  try {
    return await Promise.race([running, stopped]);
  } finally {
    ended.abort();
  }
}
