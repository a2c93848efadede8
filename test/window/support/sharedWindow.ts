// One window for each version of VS Code that tests use one after the other: to open one costs more than most tests do
// in it, and only some tests need a new user.
import { cp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { screenshot } from './screenshot';
import { tidy } from './tidy';
import { openWindow, SAMPLE, type VsCodeWindow, type WindowOptions, writeFiles } from './window';

/** What can be had without a new window. */
export type SharedOptions = Pick<WindowOptions, 'files'>;

const shared = new Map<string, VsCodeWindow>();

/** The shared window, put in order; opened by its first use. */
export async function sharedWindow(vscode: string, options: SharedOptions): Promise<VsCodeWindow> {
  const known = shared.get(vscode);
  if (known !== undefined && (await isInOrder(known, vscode))) {
    await refill(known.folder, options.files ?? {});
    return known;
  }
  await takeShared(vscode)?.close();
  const opened = await openWindow(vscode, options);
  shared.set(vscode, opened);
  return opened;
}

/** One that a test has left in a state which nobody has thought of is replaced: the next test is not to blame. */
async function isInOrder(window: VsCodeWindow, vscode: string): Promise<boolean> {
  try {
    await tidy(window);
    return true;
  } catch (error) {
    await screenshot(window.page, `not in order ${vscode}`);
    console.log(
      `      A new shared window is opened: ${error instanceof Error ? error.message : String(error)}`,
    );
    return false;
  }
}

/** Takes the shared window, if there is one, from those who share: the next test that wants one gets a new one. */
export function takeShared(vscode: string): VsCodeWindow | undefined {
  const taken = shared.get(vscode);
  shared.delete(vscode);
  return taken;
}

/** Makes the folder what that of a new window is, with these files, and without the settings that were in it. */
async function refill(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const name of await readdir(folder)) await rm(path.join(folder, name), { recursive: true });
  await cp(SAMPLE, folder, { recursive: true });
  await writeFiles(folder, files);
}
