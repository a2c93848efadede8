// What windows share, because starting it takes longer than a test: one browser, and one server for each VS Code
// version, with the packaged extension installed the way a user does. Made by its first use, ended after the last test.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import manifest from '../../../package.json';
import { artifactsDir, repositoryRoot } from '../../../scripts/paths';
import { launchBrowser, type LaunchedBrowser } from '../../../scripts/vscode/browser';
import { installVsCode } from '../../../scripts/vscode/install';
import { foldersIn, installExtension, type ServerFolders, startServer } from '../../../scripts/vscode/server';
import { TIDY_KEY_BINDINGS } from './tidy';

const VSIX = path.join(repositoryRoot, `vappt-${manifest.version}.vsix`);

export interface Stage {
  readonly browser: LaunchedBrowser;
  readonly url: string;
  readonly userData: string;
  /** The folder of installed extensions. */
  readonly extensions: string;
  /** What each window's address says besides its folder. */
  readonly query?: Readonly<Record<string, string>>;
  /** A new empty folder, removed in the end. */
  readonly makeFolder: () => Promise<string>;
}

const undo: (() => Promise<unknown>)[] = [];
let browser: Promise<LaunchedBrowser> | undefined;
const stages = new Map<string, Promise<Stage>>();

after('end the browser and the servers', async function () {
  this.timeout(60_000);
  await endStages();
});

/** Ends the browser and the servers; the next window starts them anew. */
export async function endStages(): Promise<void> {
  browser = undefined;
  stages.clear();
  for (const step of undo.splice(0).reverse()) await step();
}

export async function stageFor(vscode: string): Promise<Stage> {
  const known = stages.get(vscode);
  if (known !== undefined) return await known;
  const stage = setStage(vscode);
  stages.set(vscode, stage);
  return await stage;
}

/** A server of its own, with the extension that is installed for the others. */
export async function ownStage(vscode: string): Promise<Stage> {
  const { extensions } = await stageFor(vscode);
  return await serve(
    vscode,
    { ...foldersIn(await makeFolder()), extensions },
    `server-settings-${vscode}.log`,
  );
}

/**
 * A server of its own, for an extension that is loaded from this repository and not installed.
 *
 * @param beside the files of another extension that is installed
 */
export async function developmentStage(
  vscode: string,
  env: Readonly<Record<string, string>>,
  beside: Readonly<Record<string, string>> = {},
): Promise<Stage> {
  const install = await installVsCode(vscode, log);
  const folders = foldersIn(await makeFolder());
  for (const [name, text] of Object.entries(beside)) {
    const folder = path.join(folders.extensions, 'beside');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  const server = await startServer({
    install,
    folders,
    logFile: path.join(artifactsDir, 'window', `server-development-${vscode}.log`),
    trustEverything: false,
    // Or VS Code takes no extension from a folder.
    testDriver: true,
    env: { ...process.env, ...env },
  });
  undo.push(() => server.stop());
  const extension = `vscode-remote://127.0.0.1:${server.port}${repositoryRoot}`;
  const query = { payload: JSON.stringify([['extensionDevelopmentPath', extension]]) };
  const { userData, extensions: installed } = folders;
  return {
    browser: await sharedBrowser(),
    url: server.url,
    userData,
    extensions: installed,
    makeFolder,
    query,
  };
}

async function setStage(vscode: string): Promise<Stage> {
  const install = await installVsCode(vscode, log);
  const folders = foldersIn(await makeFolder());
  await mkdir(path.join(folders.userData, 'User'), { recursive: true });
  await writeFile(path.join(folders.userData, 'User', 'keybindings.json'), TIDY_KEY_BINDINGS);
  await installExtension(install, folders, VSIX);
  return await serve(vscode, folders, `server-${vscode}.log`);
}

async function serve(vscode: string, folders: ServerFolders, logName: string): Promise<Stage> {
  const install = await installVsCode(vscode, log);
  const server = await startServer({
    install,
    folders,
    logFile: path.join(artifactsDir, 'window', logName),
    // A setting trusts each window, or does not: see window.ts.
    trustEverything: false,
  });
  undo.push(() => server.stop());
  const { userData, extensions } = folders;
  return { browser: await sharedBrowser(), url: server.url, userData, extensions, makeFolder };
}

async function sharedBrowser(): Promise<LaunchedBrowser> {
  browser ??= launchBrowser(log).then((launched) => {
    undo.push(() => launched.close());
    return launched;
  });
  return await browser;
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vappt-window-'));
  undo.push(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

function log(line: string): void {
  console.log(line);
}
