import { ProgressLocation, window } from 'vscode';
import { say } from './translate';

/** What is done sooner needs no progress: it would only flicker. */
const QUIET_MS = 600;

/**
 * Runs a task that can be cancelled. A notification with a cancel button appears only when it takes a while.
 *
 * @param task must end soon after its signal is aborted; what it tells is shown beside the title
 */
export async function slowProgress<Result>(
  title: string,
  task: (signal: AbortSignal, tell: (message: string) => void) => Promise<Result>,
): Promise<Result> {
  const abort = new AbortController();
  let message = '';
  let show: ((message: string) => void) | undefined;
  const running = task(abort.signal, (news) => {
    message = news;
    show?.(news);
  });
  const timer = setTimeout(() => {
    void window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      async (progress, token) => {
        show = (news) => {
          progress.report({ message: news });
        };
        show(message);
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

/** Says in a progress notification that the service has asked to wait. */
export function tellWait(tell: (message: string) => void): (delayMs: number) => void {
  return (delayMs) => {
    tell(say('the service asks to wait {seconds} s', { seconds: Math.ceil(delayMs / 1000) }));
  };
}
