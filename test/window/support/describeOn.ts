import { VSCODE_VERSIONS } from '../../../scripts/vscode/versions';
import { runCommand } from './quickInput';
import { screenshot } from './screenshot';
import { type SharedOptions, sharedWindow, takeShared } from './sharedWindow';
import { openWindow, type VsCodeWindow, type WindowOptions } from './window';

export const ALL_VERSIONS = VSCODE_VERSIONS.map(({ vscode }) => vscode);

/** Opens a window of a new user. */
export type Open = (options?: WindowOptions) => Promise<VsCodeWindow>;
/** The window that tests share, put in order: for tests that need no new user. */
export type Share = (options?: SharedOptions) => Promise<VsCodeWindow>;

/**
 * A suite for each of the versions; VAPPT_TEST_VSCODE runs every suite on another one instead. The windows that a test
 * opens are closed after it, the shared one only when it has failed, and then they are seen in a screenshot.
 */
export function describeOn(
  versions: readonly string[],
  title: string,
  define: (stage: { open: Open; share: Share; vscode: string }) => void,
): void {
  const only = process.env['VAPPT_TEST_VSCODE'];
  for (const vscode of only === undefined ? versions : [only]) {
    describe(`${title} (VS Code ${vscode})`, function () {
      // Installing and starting VS Code takes most of it.
      this.timeout(300_000);
      const opened: VsCodeWindow[] = [];

      afterEach(async function () {
        const failed = this.currentTest?.state === 'failed' ? this.currentTest.title : undefined;
        if (failed !== undefined) {
          // The test before may have spoilt it.
          const shared = takeShared(vscode);
          if (shared !== undefined) opened.push(shared);
          const name = `failed ${failed.replaceAll(/\W+/g, ' ')} ${vscode}`;
          for (const [index, { page }] of opened.entries()) {
            await screenshot(page, `${name} ${index}`);
            // What a test has missed may be here.
            await runCommand(page, 'Notifications: Show Notifications').then(
              () => screenshot(page, `${name} ${index} notifications`),
              () => undefined,
            );
          }
        }
        for (const { close } of opened.splice(0)) await close();
      });

      const open: Open = async (options = {}) => {
        const window = await openWindow(vscode, options);
        opened.push(window);
        return window;
      };
      const share: Share = async (options = {}) => await sharedWindow(vscode, options);
      define({ open, share, vscode });
    });
  }
}
