import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { announceEmulator, findEmulator, withdrawEmulator } from '../../../src/node/emulatorAnnouncement';

const ONE = { port: 50_001, instanceId: 'one', pid: process.pid };
const OTHER = { port: 50_002, instanceId: 'other', pid: process.pid };

describe('the announcement of the emulator', () => {
  let runtime: string;
  let env: { XDG_RUNTIME_DIR: string };
  let file: string;

  beforeEach(async () => {
    runtime = await mkdtemp(path.join(tmpdir(), 'vappt-test-'));
    env = { XDG_RUNTIME_DIR: runtime };
    file = path.join(runtime, 'vappt', 'emulators', 'one.json');
  });

  afterEach(async () => {
    await rm(runtime, { recursive: true, force: true });
  });

  async function plant(content: string, mode = 0o600): Promise<void> {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content, { mode });
  }

  it('is found again', async () => {
    const before = await findEmulator(env);
    await announceEmulator(ONE, env);
    assert.deepStrictEqual([before, await findEmulator(env)], [undefined, ONE]);
  });

  it('the newest counts, and when it ends the one before', async () => {
    await announceEmulator(OTHER, env);
    await announceEmulator(ONE, env);
    // Clocks of file systems are coarse.
    await utimes(path.join(path.dirname(file), 'other.json'), 1, 1);
    assert.deepStrictEqual(await findEmulator(env), ONE);
    await withdrawEmulator(ONE, env);
    assert.deepStrictEqual(await findEmulator(env), OTHER);
  });

  it('what is left of a process that has ended is cleared away', async () => {
    const ended = spawnSync(process.execPath, ['--version']).pid;
    await announceEmulator({ ...ONE, pid: ended }, env);
    assert.deepStrictEqual([await findEmulator(env), await readdir(path.dirname(file))], [undefined, []]);
  });

  it('is taken back by the emulator that made it', async () => {
    await announceEmulator(ONE, env);
    await withdrawEmulator(ONE, env);
    assert.deepStrictEqual([await findEmulator(env), await readdir(path.dirname(file))], [undefined, []]);
  });

  it('is not taken back by one that has been replaced', async () => {
    await announceEmulator(OTHER, env);
    await withdrawEmulator(ONE, env);
    assert.deepStrictEqual(await findEmulator(env), OTHER);
  });

  it('taking back what is not there does nothing', async () => {
    await withdrawEmulator(ONE, env);
    assert.deepStrictEqual(await readdir(runtime), []);
  });

  (process.platform === 'win32' ? describe.skip : describe)('permissions', () => {
    const mode = async (name: string) => ((await stat(name)).mode & 0o777).toString(8);

    it('are the user’s alone', async () => {
      await announceEmulator(ONE, env);
      assert.deepStrictEqual([await mode(file), await mode(path.dirname(file))], ['600', '700']);
    });
  });

  const UNUSABLE: readonly (readonly [name: string, content: string])[] = [
    ['empty', ''],
    ['half written', '{"port": 5'],
    ['no object', '[]'],
    ['port that is a text', '{"port": "50001", "instanceId": "one", "pid": 1}'],
    ['port that is no whole number', '{"port": 1.5, "instanceId": "one", "pid": 1}'],
    ['no instance', '{"port": 50001, "pid": 1}'],
    ['no process', '{"port": 50001, "instanceId": "one"}'],
    ['regression: no such port', '{"port": 99999, "instanceId": "one", "pid": 1}'],
    ['regression: negative port', '{"port": -1, "instanceId": "one", "pid": 1}'],
  ];
  for (const [name, content] of UNUSABLE) {
    it(`a file that is not one is none: ${name}`, async () => {
      await plant(content);
      assert.equal(await findEmulator(env), undefined);
    });
  }
});
