import { VSCODE_VERSIONS } from '../../../scripts/vscode/versions';
import { screenshot } from './screenshot';
import { openWindow, type VsCodeWindow, type WindowOptions } from './window';

export const ALL_VERSIONS = VSCODE_VERSIONS.map(({ vscode }) => vscode);

export type Open = (options?: WindowOptions) => Promise<VsCodeWindow>;

/**
 * A suite for each of the versions; VAPPT_TEST_VSCODE limits all suites to one. The windows that a test opens are closed
 * after it, and seen in a screenshot when it has failed.
 */
export function describeOn(
  versions: readonly string[],
  title: string,
  define: (open: Open, vscode: string) => void,
): void {
  for (const vscode of versions.filter(isWanted)) {
    describe(`${title} (VS Code ${vscode})`, function () {
      // Installing and starting VS Code takes most of it.
      this.timeout(300_000);
      const opened: VsCodeWindow[] = [];

      afterEach(async function () {
        for (const { page, close } of opened.splice(0)) {
          if (this.currentTest?.state === 'failed') {
            await screenshot(page, `failed ${this.currentTest.title.replaceAll(/\W+/g, ' ')} ${vscode}`);
          }
          await close();
        }
      });

      define(async (options = {}) => {
        const window = await openWindow(vscode, options);
        opened.push(window);
        return window;
      }, vscode);
    });
  }
}

/** Mocha takes no arguments of ours. */
function isWanted(vscode: string): boolean {
  const only = process.env['VAPPT_TEST_VSCODE'];
  return only === undefined || only === vscode;
}
