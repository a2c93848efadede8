// Opens a real VS Code window with the packaged extension in it, the way a user has it: in production mode, on a folder
// of files.
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { repositoryRoot } from '../../../scripts/paths';
import type { View } from '../../../scripts/vscode/browser';
import { replaceUserSettings, type Settings } from '../../../scripts/vscode/settings';
import { speakPseudo } from './pseudoLocale';
import { developmentStage, ownStage, type Stage, stageFor } from './stage';

/** What a window's folder is a copy of. */
export const SAMPLE = path.join(repositoryRoot, 'scripts', 'sample');
/** The machine may be busy with other things. */
const PATIENCE_MS = 60_000;

export interface WindowOptions {
  /** False opens the folder in Restricted Mode. */
  readonly trusted?: boolean;
  /** Of the user, and so of all windows of a server: where there are any, the window has a server of its own. */
  readonly settings?: Settings;
  /** Files to add to the sample workspace, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Loads the extension from this repository in development mode, with this in its environment. */
  readonly development?: Readonly<Record<string, string>>;
  /** With `development`: the files of another extension, by name. */
  readonly beside?: Readonly<Record<string, string>>;
  /** The window speaks the pseudo language, as far as the extension's texts let it. */
  readonly pseudoLocale?: true;
  readonly view?: View;
}

export interface VsCodeWindow {
  readonly page: Page;
  /** What is open in it. */
  readonly folder: string;
  /** Where VS Code keeps what it keeps, outside of the browser. */
  readonly userData: string;
  /** Loads the window anew, as "Reload Window" does. */
  readonly reload: () => Promise<void>;
  /** Opens another window of the same user, on a folder of its own. */
  readonly openAnother: () => Promise<VsCodeWindow>;
  readonly close: () => Promise<void>;
}

/** Opens a window of a new user, on a copy of the sample workspace. */
export async function openWindow(vscode: string, options: WindowOptions): Promise<VsCodeWindow> {
  const stage = await stageOf(vscode, options);
  const { browser, userData } = stage;
  await replaceUserSettings(userData, {
    'security.workspace.trust.enabled': options.trusted === false,
    ...options.settings,
  });
  const profile = await browser.newProfile(options.view);
  profile.setDefaultTimeout(PATIENCE_MS);
  // Output is read through the clipboard.
  await profile.grantPermissions(['clipboard-read', 'clipboard-write']);
  try {
    if (options.pseudoLocale === true) await speakPseudo(profile, stage);
    return await windowOf(profile, stage, options);
  } catch (error) {
    await profile.close();
    throw error;
  }
}

function stageOf(vscode: string, { development, beside, trusted, settings }: WindowOptions): Promise<Stage> {
  if (development !== undefined) return developmentStage(vscode, development, beside);
  return trusted === false || settings !== undefined ? ownStage(vscode) : stageFor(vscode);
}

async function windowOf(
  profile: BrowserContext,
  stage: Stage,
  options: WindowOptions,
): Promise<VsCodeWindow> {
  const { url, makeFolder, query } = stage;
  const folder = path.join(await makeFolder(), 'sample');
  await cp(SAMPLE, folder, { recursive: true });
  await writeFiles(folder, options.files ?? {});
  const page = await profile.newPage();
  await page.goto(`${url}/?${new URLSearchParams({ folder, ...query }).toString()}`);
  const ready = (): Promise<void> => workbenchReady(page, showsOurs(options));
  await ready();
  return {
    page,
    folder,
    userData: stage.userData,
    reload: async () => {
      await page.reload();
      await ready();
    },
    openAnother: () => windowOf(profile, stage, options),
    close: async () => {
      // Leaving the page ends its extension host; a page that only vanishes is waited for.
      for (const each of profile.pages()) await each.goto('about:blank');
      await profile.close();
    },
  };
}

/** Writes files into a folder, by their paths in it. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** Whether the activity bar is there and names our views in English. */
function showsOurs({ pseudoLocale, settings = {} }: WindowOptions): boolean {
  return pseudoLocale !== true && settings['workbench.activityBar.location'] !== 'hidden';
}

/** The explorer lists the folder's files once the window is connected to its server. */
async function workbenchReady(page: Page, showsOurs: boolean): Promise<void> {
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  await page.locator('.statusbar').waitFor();
  // The palette has no command of an extension that VS Code does not know yet, and does not look again.
  if (showsOurs) await page.getByRole('tab', { name: 'Virtual Appointments' }).waitFor();
}
