import { type CancellationToken, ProgressLocation, type Uri, window } from 'vscode';
import { say } from '../translate';
import { checkFile, type CheckedFile } from './checkFile';

/**
 * Findings first: looks for the files and judges each, with progress.
 *
 * @returns `undefined` when the user has cancelled
 */
export async function checkFiles(
  find: (token: CancellationToken) => Promise<readonly Uri[]>,
): Promise<CheckedFile[] | undefined> {
  return await window.withProgress(
    { location: ProgressLocation.Notification, cancellable: true, title: say('Checking the files') },
    async (progress, token) => {
      const uris = await find(token);
      const checked: CheckedFile[] = [];
      for (const uri of uris) {
        if (token.isCancellationRequested) return undefined;
        checked.push(await checkFile(uri));
        progress.report({
          increment: 100 / uris.length,
          message: say('{done} of {count}', { done: checked.length, count: uris.length }),
        });
      }
      return token.isCancellationRequested ? undefined : checked;
    },
  );
}
