// Opens the desktop VS Code that is installed, with a profile of its own.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import manifest from '../../package.json';
import { cacheDir, repositoryRoot } from '../paths';
import type { Log } from '../vscode/install';
import { writeUserSettings } from '../vscode/settings';
import { FIRST_STEP, type Opened } from './opened';
import { SAMPLE_FILE } from './sampleWorkspace';

const userData = path.join(cacheDir, 'start', 'desktop');
const onWindows = process.platform === 'win32';

/** The `code` command, if it is there, new enough, and there is a screen to show it on. */
export async function findDesktopCode(): Promise<string | undefined> {
  const hasDisplay = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  if (!hasDisplay) return undefined;
  const code = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, onWindows ? 'code.cmd' : 'code'))
    .find((file) => existsSync(file));
  if (code === undefined) return undefined;
  return (await isNewEnough(code)) ? code : undefined;
}

async function isNewEnough(code: string): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)(quoted(code), ['--version'], { shell: onWindows });
    return atLeast(stdout, manifest.engines.vscode.replace('^', ''));
  } catch {
    return false;
  }
}

function atLeast(found: string, wanted: string): boolean {
  const [major = 0, minor = 0] = found.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = wanted.split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

export async function openDesktopWindow(code: string, folder: string, log: Log): Promise<Opened> {
  await writeUserSettings(userData);
  log(`Opening VS Code… ${FIRST_STEP} Closing its window, or Ctrl+C here, ends it.`);
  const started = Date.now();
  const args = [
    `--extensionDevelopmentPath=${repositoryRoot}`,
    `--user-data-dir=${userData}`,
    '--disable-workspace-trust',
    '--new-window',
    '--wait',
    folder,
    path.join(folder, SAMPLE_FILE),
  ];
  const child = spawn(quoted(code), onWindows ? args.map(quoted) : args, {
    stdio: 'inherit',
    shell: onWindows,
  });
  const ended = once(child, 'exit').then(() => 'VS Code was closed.');
  const stop = async (): Promise<void> => {
    child.kill();
    endWindow(started);
    await ended;
  };
  return { ended, stop };
}

/** `code` only asks for a window: VS Code runs apart from it, and leaves its process id in its profile. */
function endWindow(started: number): void {
  const lock = path.join(userData, 'code.lock');
  const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (made < started) return;
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 'SIGTERM');
  } catch {
    // It has ended already.
  }
}

/** On Windows a .cmd file needs a shell, which splits at spaces. */
function quoted(text: string): string {
  return onWindows ? `"${text}"` : text;
}
