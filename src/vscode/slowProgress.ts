import { ProgressLocation, window } from 'vscode';

/** What is done sooner needs no progress: it would only flicker. */
const QUIET_MS = 600;

/**
 * Runs a task that can be cancelled. A notification with a cancel button appears only when it takes a while.
 *
 * @param task must end soon after its signal is aborted
 */
export async function slowProgress<Result>(
  title: string,
  task: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const abort = new AbortController();
  const running = task(abort.signal);
  const timer = setTimeout(() => {
    void window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      async (_, token) => {
        token.onCancellationRequested(() => {
          abort.abort();
        });
        await running.catch(() => undefined);
      },
    );
  }, QUIET_MS);
  try {
    return await running;
  } finally {
    clearTimeout(timer);
  }
}
