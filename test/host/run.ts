// `npm run test:host`: runs the suites of this folder inside a real VS Code, the oldest and the newest that are
// supported, one after the other; `--vscode-version X` limits it to one, and `-g NAME` to some tests. That is a desktop VS Code where one can be
// shown and downloaded, and a browser-served one from npm everywhere else; VAPPT_TEST_HOST chooses one.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { cacheDir, downloadsDir, repositoryRoot } from '../../scripts/paths';
import { VSCODE_VERSIONS } from '../../scripts/vscode/versions';
import { bundleSuites } from './bundle';
import { VIRTUAL_SCHEME } from './virtualScheme';

/** For one version. */
const LIMIT_MINUTES = process.env['VAPPT_ENDURANCE'] === undefined ? 10 : 60;

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
      console.log(`No desktop VS Code ${version} (${messageOf(error)}): using the browser-served one.`);
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

const WORKSPACES = {
  /** An empty folder on disk. */
  async folder(base: string): Promise<string> {
    const folder = path.join(base, 'host-workspace');
    await mkdir(folder, { recursive: true });
    return folder;
  },
  /** Nothing on disk: its only folder is in memory, and the suite serves it. */
  async virtual(base: string): Promise<string> {
    const file = path.join(base, 'virtual.code-workspace');
    await mkdir(base, { recursive: true });
    await writeFile(file, JSON.stringify({ folders: [{ uri: `${VIRTUAL_SCHEME}:/` }] }));
    return file;
  },
} as const;

/** @throws when a test failed, or when there was nothing to run them in */
async function runIn(version: string, kind: keyof typeof WORKSPACES, suite: string): Promise<void> {
  const host = await chooseHost(version);
  const base = path.join(cacheDir, 'host', version, kind);
  await rm(base, { recursive: true, force: true });
  const workspace = await WORKSPACES[kind](base);

  const limit = setTimeout(() => {
    console.error(`The host tests did not end within ${LIMIT_MINUTES} minutes: stopping them.`);
    interrupt();
    setTimeout(interrupt, 10_000).unref();
  }, LIMIT_MINUTES * 60_000);
  console.log(`Running the host tests in VS Code ${version}, workspace: ${kind}…`);
  try {
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
  } finally {
    clearTimeout(limit);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { 'vscode-version': { type: 'string' }, grep: { type: 'string', short: 'g' } },
  });
  const one = values['vscode-version'];
  // test/host/index.ts reads it, inside of VS Code.
  if (values.grep !== undefined) process.env['VAPPT_TEST_GREP'] = values.grep;
  const versions = one === undefined ? VSCODE_VERSIONS.map(({ vscode }) => vscode) : [one];
  process.chdir(repositoryRoot);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  // Whoever interrupts us does not want the next version either.
  const stop = new AbortController();
  process.on('SIGINT', () => {
    stop.abort();
  });

  const suite = await bundleSuites();
  for (const version of versions) {
    for (const kind of ['folder', 'virtual'] as const) {
      if (stop.signal.aborted) break;
      try {
        await runIn(version, kind, suite);
      } catch (error) {
        console.error(`VS Code ${version}: ${messageOf(error)}`);
        process.exitCode = 1;
      }
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exit(1);
});
