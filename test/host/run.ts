// `npm run test:host`: runs the suites of this folder inside a real VS Code. That is a desktop VS Code where one
// can be shown and downloaded, and a browser-served one from npm everywhere else; VAPPT_TEST_HOST chooses one.
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { cacheDir, downloadsDir, repositoryRoot } from '../../scripts/paths';
import { NEWEST_VSCODE } from '../../scripts/vscode/versions';
import { bundleSuites } from './bundle';

const LIMIT_MINUTES = 10;

interface Host {
  readonly executable: string;
  /** Come before all other arguments. */
  readonly arguments: readonly string[];
}

async function chooseHost(version: string): Promise<Host> {
  const wanted = process.env['VAPPT_TEST_HOST'];
  if (wanted !== undefined && wanted !== 'desktop' && wanted !== 'browser') {
    throw new Error(`VAPPT_TEST_HOST is "${wanted}"; it can be "desktop" or "browser".`);
  }
  if (wanted === 'desktop') return desktopHost(version);
  if (wanted === undefined && hasDisplay()) {
    try {
      return await desktopHost(version);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      console.log(`No desktop VS Code ${version} (${reason}): using the browser-served one.`);
    }
  }
  return browserHost(version);
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

async function desktopHost(version: string): Promise<Host> {
  const executable = await downloadAndUnzipVSCode({ version, cachePath: downloadsDir });
  return { executable, arguments: [] };
}

/** The "executable" is Node, and our stand-in for VS Code the first of its arguments. */
function browserHost(version: string): Host {
  const shim = path.join(repositoryRoot, 'scripts', 'vscode', 'hostShim.ts');
  return {
    executable: process.execPath,
    arguments: ['--import', 'tsx', shim, `--vscode-version=${version}`],
  };
}

/** `runTests` ends VS Code when this process is interrupted, by force the second time; we interrupt it likewise. */
function interrupt(): void {
  process.emit('SIGINT', 'SIGINT');
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'vscode-version': { type: 'string', default: NEWEST_VSCODE } } });
  const version = values['vscode-version'];
  process.chdir(repositoryRoot);
  const suite = await bundleSuites();
  const host = await chooseHost(version);

  const base = path.join(cacheDir, 'host');
  await rm(base, { recursive: true, force: true });
  const workspace = path.join(base, 'host-workspace');
  await mkdir(workspace, { recursive: true });

  const limit = setTimeout(() => {
    console.error(`The host tests did not end within ${LIMIT_MINUTES} minutes: stopping them.`);
    interrupt();
    setTimeout(interrupt, 10_000).unref();
  }, LIMIT_MINUTES * 60_000);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);

  console.log(`Running the host tests in VS Code ${version}…`);
  await runTests({
    vscodeExecutablePath: host.executable,
    extensionDevelopmentPath: repositoryRoot,
    extensionTestsPath: suite,
    launchArgs: [
      ...host.arguments,
      workspace,
      `--user-data-dir=${path.join(base, 'user')}`,
      `--extensions-dir=${path.join(base, 'extensions')}`,
    ],
  });
  clearTimeout(limit);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
