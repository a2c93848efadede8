// Serves VS Code on this machine, for the user's own browser.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import manifest from '../../package.json';
import { cacheDir, repositoryRoot } from '../paths';
import { installVsCode, type Log } from '../vscode/install';
import { foldersIn, startServer } from '../vscode/server';
import { writeUserSettings } from '../vscode/settings';
import { NEWEST_VSCODE } from '../vscode/versions';
import { FIRST_STEP, type Opened } from './opened';
import { SAMPLE_FILE } from './sampleWorkspace';

const base = path.join(cacheDir, 'start');

export async function openBrowserWindow(folder: string, log: Log): Promise<Opened> {
  const install = await installVsCode(NEWEST_VSCODE, log);
  const folders = foldersIn(base);
  await linkExtension(folders.extensions);
  // Or a reload would open the file of the address, and nothing of what was open.
  await writeUserSettings(folders.userData, { 'window.restoreWindows': 'preserve' });

  const token = await keep('token', () => randomBytes(24).toString('hex'));
  const port = await choosePort();
  log(`Starting VS Code ${NEWEST_VSCODE}…`);
  const server = await startServer({
    install,
    folders,
    logFile: path.join(base, 'server.log'),
    port,
    connectionTokenFile: path.join(base, 'token'),
    // The window is only ever given our sample, and who has trusted it is kept in the browser, out of our reach.
    trustEverything: true,
  });
  log(
    `\nOpen ${server.url}/?tkn=${token}&folder=${encodeURI(folder)}&payload=${opening(server.port, folder)}\n\n${FIRST_STEP} Ctrl+C here stops it.`,
  );
  return {
    ended: server.ended.then((output) => `VS Code ended:\n${output}`),
    stop: () => server.stop(),
  };
}

/** Opens the sample in the window, as a file named on a desktop VS Code's command line. */
function opening(port: number, folder: string): string {
  const file = `vscode-remote://127.0.0.1:${port}${path.posix.join(folder, SAMPLE_FILE)}`;
  return encodeURIComponent(JSON.stringify([['openFile', file]]));
}

/** The repository itself stands in the extensions folder: after a new build, "Reload Window" runs it. */
async function linkExtension(extensions: string): Promise<void> {
  await rm(extensions, { recursive: true, force: true });
  await mkdir(extensions, { recursive: true });
  const name = `${manifest.publisher}.${manifest.name}-${manifest.version}`;
  await symlink(repositoryRoot, path.join(extensions, name), 'junction');
}

/** The browser keeps secrets and window state by address, so the port stays the same when it can. */
async function choosePort(): Promise<number> {
  const kept = Number(await keep('port', () => '0'));
  const port = (await freePort(kept)) ?? (await freePort(0)) ?? 0;
  await writeFile(path.join(base, 'port'), String(port));
  return port;
}

function freePort(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(undefined);
    });
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      const port = address === null || typeof address === 'string' ? undefined : address.port;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}

/** The text of a file that only this user can read, made on first use. */
async function keep(name: string, make: () => string): Promise<string> {
  const file = path.join(base, name);
  try {
    return await readFile(file, 'utf8');
  } catch {
    const text = make();
    await writeFile(file, text, { mode: 0o600 });
    return text;
  }
}
