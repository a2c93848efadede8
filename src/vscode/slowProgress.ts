import { ProgressLocation, window } from 'vscode';
import { say } from './translate';

/** What is done sooner needs no progress: it would only flicker. */
const QUIET_MS = 600;

/** Shows a message beside the progress. `undefined`: it is the user's turn, and nothing is under way until the next. */
export type Tell = (message: string | undefined) => void;

/**
 * Runs a task that can be cancelled. A notification with a cancel button appears only when it takes a while.
 *
 * @param task must end soon after its signal is aborted; what it tells is shown beside the title
 */
export async function slowProgress<Result>(
  title: string,
  task: (signal: AbortSignal, tell: Tell) => Promise<Result>,
): Promise<Result> {
  const abort = new AbortController();
  let current: Progress | undefined = showProgress(title, abort);
  const tell: Tell = (message) => {
    if (message === undefined) {
      current?.end();
      current = undefined;
      return;
    }
    current ??= showProgress(title, abort);
    current.report(message);
  };
  try {
    return await task(abort.signal, tell);
  } finally {
    tell(undefined);
  }
}

interface Progress {
  report(message: string): void;
  end(): void;
}

function showProgress(title: string, abort: AbortController): Progress {
  let message = '';
  let show: ((message: string) => void) | undefined;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
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
        await ended;
      },
    );
  }, QUIET_MS);
  return {
    report(news) {
      message = news;
      show?.(news);
    },
    end() {
      clearTimeout(timer);
      end();
    },
  };
}

/** Says in a progress notification that the service has asked to wait. */
export function tellWait(tell: Tell): (delayMs: number) => void {
  return (delayMs) => {
    tell(say('the service asks to wait {seconds} s', { seconds: Math.ceil(delayMs / 1000) }));
  };
}
