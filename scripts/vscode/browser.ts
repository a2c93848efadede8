// Finds and starts a headless browser for the browser-served VS Code: one that is installed, or the Chromium that
// npm carries for Linux.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type BrowserContext, type BrowserContextOptions } from 'playwright-core';
import { repositoryRoot } from '../paths';
import { ensureDownload } from './downloads';
import type { Log } from './install';

/** How large a window is, and how many pixels a point of it has. */
export type View = Pick<BrowserContextOptions, 'viewport' | 'deviceScaleFactor'>;

export interface LaunchedBrowser {
  /** A new profile in memory: VS Code's secrets, storage and window state live in it. */
  newProfile(view?: View): Promise<BrowserContext>;
  close(): Promise<void>;
}

const FLAGS = [
  // Chromium refuses its sandbox to root, and only pages of our own server are opened.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const VIEW: View = { viewport: { width: 1280, height: 800 } };

export async function launchBrowser(log: Log): Promise<LaunchedBrowser> {
  const browser = await chromium.launch({
    executablePath: await findBrowser(log),
    args: FLAGS,
    // Whoever launches a browser ends it, together with the server it shows; Playwright must not exit before.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  return {
    // Drawing VS Code's animations without a graphics card takes a fifth of a window test's time.
    newProfile: (view = VIEW) => browser.newContext({ ...view, locale: 'en-US', reducedMotion: 'reduce' }),
    close: () => browser.close(),
  };
}

export async function findBrowser(log: Log): Promise<string> {
  const chosen = process.env['CHROME_PATH'];
  if (chosen !== undefined) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`CHROME_PATH names ${chosen}, which does not exist.`);
  }
  const installed = candidates().find((file) => existsSync(file));
  if (installed !== undefined) return installed;
  if (process.platform === 'linux' && process.arch === 'x64') return npmChromium(log);
  throw new Error('No browser found: install Chrome, Chromium or Edge, or set CHROME_PATH to one.');
}

function candidates(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const bases = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
      (name) => process.env[name] ?? [],
    );
    const files = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return bases.flatMap((base) => files.map((file) => path.join(base, file)));
  }
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'];
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

/**
 * The package unpacks itself into the system's temporary folder, under fixed names that anybody may have put
 * there, and takes an unfinished copy for a finished one. So it gets a temporary folder of its own.
 */
async function npmChromium(log: Log): Promise<string> {
  const manifest = path.join(repositoryRoot, 'node_modules', '@sparticuz', 'chromium', 'package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  const folder = await ensureDownload(`chromium-${version}`, async (staging) => {
    log('Unpacking a headless Chromium (once)…');
    const { default: packed } = await import('@sparticuz/chromium');
    const before = process.env['TMPDIR'];
    process.env['TMPDIR'] = staging;
    try {
      await packed.executablePath();
    } finally {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    }
  });
  return path.join(folder, 'chromium');
}
