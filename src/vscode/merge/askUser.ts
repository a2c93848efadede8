import { window } from 'vscode';
import { plain } from '../notify';

/** Asks with buttons. `undefined`: closed without an answer, or no answer is wanted any more. */
export async function askUser(
  question: string,
  buttons: readonly string[],
  signal: AbortSignal,
): Promise<string | undefined> {
  if (signal.aborted) return undefined;
  return await Promise.race([
    window.showWarningMessage(plain(question), ...buttons),
    new Promise<undefined>((resolve) => {
      signal.addEventListener('abort', () => {
        resolve(undefined);
      });
    }),
  ]);
}
