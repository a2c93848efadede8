// Starts and stops the server of a browser-served VS Code.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ChildProcess } from 'node:child_process';
import type { VsCodeInstall } from './install';
import { endGroup, spawnGroup } from './processGroup';

const START_LIMIT_MS = 60_000;
const READY = 'Extension host agent started';

export interface ServerFolders {
  readonly userData: string;
  readonly serverData: string;
  readonly extensions: string;
}

export interface ServerOptions {
  readonly install: VsCodeInstall;
  readonly folders: ServerFolders;
  /** Everything the server prints goes here. */
  readonly logFile: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** A file that holds the secret every request must carry; without it nothing is asked. */
  readonly connectionTokenFile?: string;
  /** False opens unknown folders in Restricted Mode and asks, as a desktop VS Code does. */
  readonly trustEverything: boolean;
  /** Lets a page load an extension from a folder and run a test suite. */
  readonly testDriver?: boolean;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export interface VsCodeServer {
  readonly port: number;
  readonly url: string;
  /** Resolves with the last output when the server ends, for whatever reason. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

export function foldersIn(base: string): ServerFolders {
  return {
    userData: path.join(base, 'user'),
    serverData: path.join(base, 'server'),
    extensions: path.join(base, 'extensions'),
  };
}

export async function startServer(options: ServerOptions): Promise<VsCodeServer> {
  await mkdir(path.dirname(options.logFile), { recursive: true });
  await mkdir(options.folders.serverData, { recursive: true });
  const { install } = options;
  const child = spawnGroup(install.node, [...preload(), ...serverArguments(options)], {
    cwd: options.cwd,
    // Without an extension gallery: nothing is asked of the network.
    env: {
      ...(options.env ?? process.env),
      EXTENSIONS_GALLERY: '{"serviceUrl":""}',
      VAPPT_VSCODE_SECRET_KEY: path.join(options.folders.serverData, 'secret-key'),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = recordOutput(child, options.logFile);
  const ended = once(child, 'close').then(() => output.tail());
  const stop = (): Promise<void> => endGroup(child);
  try {
    const port = await Promise.race([output.port, failWhenEnded(ended), failWhenLate(output)]);
    return { port, url: `http://127.0.0.1:${port}`, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Installs a packaged extension the way a user does; the server need not run. */
export async function installExtension(
  install: VsCodeInstall,
  folders: ServerFolders,
  vsix: string,
): Promise<void> {
  const args = [serverEntry(install), ...folderArguments(folders), '--install-extension', vsix];
  const child = spawnGroup(install.node, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`VS Code could not install ${vsix}:\n${output.slice(-2000)}`);
}

function serverEntry(install: VsCodeInstall): string {
  return path.join(install.root, 'out', 'server-main.js');
}

function preload(): string[] {
  const [exit, key] = ['exitWithParent.cjs', 'secretKey.mjs'].map((name) => path.join(__dirname, name));
  return ['--require', String(exit), '--import', pathToFileURL(String(key)).href];
}

function folderArguments(folders: ServerFolders): string[] {
  return [
    '--accept-server-license-terms',
    ...['--user-data-dir', folders.userData],
    ...['--server-data-dir', folders.serverData],
    ...['--extensions-dir', folders.extensions],
  ];
}

function serverArguments(options: ServerOptions): string[] {
  const { connectionTokenFile } = options;
  return [
    serverEntry(options.install),
    ...['--host', '127.0.0.1'],
    ...['--port', String(options.port ?? 0)],
    ...(connectionTokenFile === undefined
      ? ['--without-connection-token']
      : ['--connection-token-file', connectionTokenFile]),
    ...folderArguments(options.folders),
    '--disable-telemetry',
    // The environment we give is the one extensions get, without what a login shell would add.
    '--force-disable-user-env',
    ...(options.trustEverything ? ['--disable-workspace-trust'] : []),
    ...(options.testDriver === true ? ['--enable-smoke-test-driver'] : []),
  ];
}

interface RecordedOutput {
  /** Resolves with the port as soon as the server takes requests. */
  readonly port: Promise<number>;
  tail(): string;
}

function recordOutput(child: ChildProcess, logFile: string): RecordedOutput {
  const log = createWriteStream(logFile);
  let text = '';
  const port = new Promise<number>((resolve) => {
    const read = (chunk: Buffer): void => {
      log.write(chunk);
      text = (text + chunk.toString()).slice(-8000);
      const bound = /Server bound to 127\.0\.0\.1:(\d+)/.exec(text);
      if (bound !== null && text.includes(READY)) resolve(Number(bound[1]));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
  });
  child.once('close', () => log.end());
  return { port, tail: () => text.split('\n').slice(-30).join('\n').trim() };
}

async function failWhenEnded(ended: Promise<string>): Promise<never> {
  throw new Error(`The VS Code server ended while starting:\n${await ended}`);
}

function failWhenLate(output: RecordedOutput): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => {
      reject(new Error(`The VS Code server was not ready after 60 seconds:\n${output.tail()}`));
    }, START_LIMIT_MS).unref();
  });
}
