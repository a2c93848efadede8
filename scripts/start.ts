// The part of `npm start` that needs the dependencies (start.mjs has seen to them): builds the extension, prepares the
// sample workspace and opens VS Code on it, the installed one or one served to the browser. `npm start -- --browser`
// or VAPPT_START=browser asks for the latter.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from './paths';
import { openBrowserWindow } from './start/browserWindow';
import { findDesktopCode, openDesktopWindow } from './start/desktopWindow';
import type { Opened } from './start/opened';
import { prepareSample } from './start/sampleWorkspace';

const log = (line: string): void => {
  console.log(line);
};
let opened: Opened | undefined;
let stopping = false;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { browser: { type: 'boolean', default: false } } });
  stopWhenTold();

  log('Building the extension…');
  await build();
  const folder = await prepareSample();
  log(`The sample workspace is in ${path.relative(process.cwd(), folder)}.`);

  const code =
    values.browser || process.env['VAPPT_START'] === 'browser' ? undefined : await findDesktopCode();
  opened = await (code === undefined ? openBrowserWindow(folder, log) : openDesktopWindow(code, folder, log));
  const how = await opened.ended;
  if (!stopping) log(how);
}

async function build(): Promise<void> {
  const child = spawn(process.execPath, ['esbuild.js'], { cwd: repositoryRoot, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('The extension could not be built: the lines above say where.');
}

function stopWhenTold(): void {
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    log('Stopping…');
    // Whatever has been started but not yet opened ends with this process.
    void (opened?.stop() ?? Promise.resolve()).finally(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // start.mjs is gone and could not tell us.
  process.on('disconnect', stop);
}

main()
  // The channel to start.mjs would keep this process alive.
  .then(() => process.exit(0))
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
