import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { list } from 'tar';
import { version } from '../../package.json';

const ROOT = path.join(import.meta.dirname, '../..');
const run = promisify(execFile);

/** npm without a network and without the settings of whoever runs the tests. */
async function npm(cwd: string, ...args: string[]): Promise<string> {
  const shell = process.platform === 'win32';
  const env = {
    PATH: process.env['PATH'],
    HOME: cwd,
    npm_config_offline: 'true',
    npm_config_cache: path.join(cwd, '.npm'),
  };
  const { stdout } = await run(shell ? 'npm.cmd' : 'npm', args, { cwd, shell, env });
  return stdout;
}

describe('the npm package', () => {
  let folder = '';
  let tarball = '';

  before(async function () {
    this.timeout(60_000);
    folder = await mkdtemp(path.join(tmpdir(), 'vappt-npm-'));
    await npm(ROOT, 'pack', '--ignore-scripts', '--pack-destination', folder);
    tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? '';
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
    await rm(path.join(ROOT, '.npm'), { recursive: true, force: true });
  });

  const packed = async (): Promise<string[]> => {
    const files: string[] = [];
    await list({ file: path.join(folder, tarball), onReadEntry: ({ path: name }) => files.push(name) });
    return files.map((name) => name.replace(/^package\//, '')).sort();
  };

  it('holds the command line and nothing else', async () => {
    assert.deepEqual(await packed(), [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist/THIRD-PARTY-NOTICES.txt',
      'dist/cli.js',
      'dist/cliChecks.js',
      'dist/cliCommands.js',
      'dist/emulator.js',
      'dist/junit.js',
      'dist/proxyFetch.js',
      'dist/search.js',
      'package.json',
    ]);
  });

  it('regression: holds every file that one of its files loads', async () => {
    const files = await packed();
    const loaded = new Set<string>();
    for (const file of files.filter((name) => name.endsWith('.js'))) {
      const text = await readFile(path.join(ROOT, file), 'utf8');
      for (const [, name] of text.matchAll(/\brequire\("\.\/(\w+\.js)"\)/g)) loaded.add(`dist/${name ?? ''}`);
    }
    assert.ok(loaded.size > 3);
    assert.deepEqual(
      [...loaded].filter((file) => !files.includes(file)),
      [],
    );
  });

  it('works, installed into an empty folder, with all that is loaded late', async function () {
    this.timeout(60_000);
    await writeFile(path.join(folder, 'package.json'), '{ "private": true }');
    await npm(folder, 'install', '--omit=dev', '--no-audit', '--no-fund', path.join(folder, tarball));
    assert.equal((await npm(folder, 'exec', '--no', '--', 'vappt', '--version')).trim(), version);
    const cli = path.join(folder, 'node_modules/vappt/dist/cli.js');
    await writeFile(path.join(folder, 'a.vappt.json'), '{ "$meeting": "m" }');
    const { stdout } = await run(process.execPath, [cli, 'validate', '*.vappt.json'], { cwd: folder });
    assert.match(stdout, /1 file: 0 errors/);
    const env = { HOME: folder, XDG_RUNTIME_DIR: folder };
    const failed = await run(process.execPath, [cli, 'send', 'a.vappt.json', '--format', 'junit'], {
      cwd: folder,
      env,
    }).catch((error: unknown) => error as { code: number; stdout: string });
    assert.match(failed.stdout, /<testcase name="a\.vappt\.json"/);
  });
});
