import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { announceEmulator, findEmulator, withdrawEmulator } from '../../../src/node/emulatorAnnouncement';

const ONE = { port: 50_001, instanceId: 'one' };
const OTHER = { port: 50_002, instanceId: 'other' };

describe('the announcement of the emulator', () => {
  let runtime: string;
  let env: { XDG_RUNTIME_DIR: string };
  let file: string;

  beforeEach(async () => {
    runtime = await mkdtemp(path.join(tmpdir(), 'vappt-test-'));
    env = { XDG_RUNTIME_DIR: runtime };
    file = path.join(runtime, 'vappt', 'emulator.json');
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

  it('the newest counts', async () => {
    await announceEmulator(ONE, env);
    await announceEmulator(OTHER, env);
    assert.deepStrictEqual(await findEmulator(env), OTHER);
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

    it('are so even where an open file was before', async () => {
      await plant('{}', 0o666);
      await announceEmulator(ONE, env);
      assert.equal(await mode(file), '600');
    });
  });

  const UNUSABLE: readonly (readonly [name: string, content: string])[] = [
    ['empty', ''],
    ['half written', '{"port": 5'],
    ['no object', '[]'],
    ['port that is a text', '{"port": "50001", "instanceId": "one"}'],
    ['port that is no whole number', '{"port": 1.5, "instanceId": "one"}'],
    ['no instance', '{"port": 50001}'],
    ['regression: no such port', '{"port": 99999, "instanceId": "one"}'],
    ['regression: negative port', '{"port": -1, "instanceId": "one"}'],
  ];
  for (const [name, content] of UNUSABLE) {
    it(`a file that is not one is none: ${name}`, async () => {
      await plant(content);
      assert.equal(await findEmulator(env), undefined);
    });
  }
});
