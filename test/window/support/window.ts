// Opens a real VS Code window with the packaged extension in it, the way a user has it: installed from the VSIX, in
// production mode, on a folder of files.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { artifactsDir } from '../../../scripts/paths';
import { launchBrowser } from '../../../scripts/vscode/browser';
import { installVsCode } from '../../../scripts/vscode/install';
import { foldersIn, installExtension, startServer } from '../../../scripts/vscode/server';
import { writeUserSettings, type Settings } from '../../../scripts/vscode/settings';
import { NEWEST_VSCODE } from '../../../scripts/vscode/versions';

export interface WindowOptions {
  /** Names the server's log, .artifacts/window/NAME.log. */
  readonly name: string;
  readonly vsix: string;
  /** The window shows a copy of this folder. */
  readonly workspace: string;
  /** False opens the folder in Restricted Mode. */
  readonly trusted?: boolean;
  readonly settings?: Settings;
  readonly vscode?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export interface VsCodeWindow {
  readonly page: Page;
  /** The copy of the workspace folder that the window shows. */
  readonly workspace: string;
  /** Loads the window anew, as "Reload Window" does. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

export async function openWindow(options: WindowOptions): Promise<VsCodeWindow> {
  const undo: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const log = (line: string): void => {
      console.log(line);
    };
    const install = await installVsCode(options.vscode ?? NEWEST_VSCODE, log);

    const base = await mkdtemp(path.join(tmpdir(), 'vappt-window-'));
    undo.push(() => rm(base, { recursive: true, force: true, maxRetries: 3 }));
    const folders = foldersIn(base);
    const workspace = path.join(base, path.basename(options.workspace));
    await cp(options.workspace, workspace, { recursive: true });
    await writeUserSettings(folders.userData, options.settings);
    await installExtension(install, folders, options.vsix);

    const server = await startServer({
      install,
      folders,
      logFile: path.join(artifactsDir, 'window', `${options.name}.log`),
      trustEverything: options.trusted ?? true,
      env: { ...process.env, ...options.env },
    });
    undo.push(() => server.stop());
    const browser = await launchBrowser({ log });
    undo.push(() => browser.close());

    // Output is read through the clipboard.
    await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await browser.context.newPage();
    await page.goto(`${server.url}/?${new URLSearchParams({ folder: workspace }).toString()}`);
    await workbenchReady(page);
    const reload = async (): Promise<void> => {
      await page.reload();
      await workbenchReady(page);
    };
    return { page, workspace, reload, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The explorer lists the folder's files once the window is connected to its server. */
async function workbenchReady(page: Page): Promise<void> {
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
  await page.locator('.statusbar').waitFor();
}
