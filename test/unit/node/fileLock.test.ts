import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { lockFile, type LockResult } from '../../../src/node/fileLock';

describe('lock of a file', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vappt-lock-'));
    file = path.join(folder, 'run.journal');
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  /** A process that has been and is gone. */
  function deadPid(): number {
    const { pid } = spawnSync(process.execPath, ['--version']);
    return pid;
  }

  async function left(holder: Record<string, unknown>): Promise<void> {
    await writeFile(`${file}.lock`, JSON.stringify({ host: hostname(), id: 'left', ...holder }));
  }

  async function release(result: LockResult): Promise<void> {
    if (result.kind !== 'locked') assert.fail('it is not locked');
    await result.release();
  }

  it('is for one at a time, and leaves nothing behind', async () => {
    const first = await lockFile(file);
    const second = await lockFile(file);
    assert.equal(second.kind === 'taken' && second.holder?.pid, process.pid);
    await release(first);
    await release(await lockFile(file));
    assert.deepEqual(await readdir(folder), []);
  });

  it('is taken over from a process that is gone, by one only', async () => {
    await left({ pid: deadPid() });
    const results = await Promise.all(Array.from({ length: 20 }, () => lockFile(file)));
    const locked = results.filter(({ kind }) => kind === 'locked');
    assert.equal(locked.length, 1);
    await release(locked[0] as LockResult);
    assert.deepEqual(await readdir(folder), []);
  });

  it('is taken over from a process of an earlier start that had the same number', async () => {
    await left({ pid: process.pid });
    await release(await lockFile(file));
  });

  it('is not taken from a process that runs', async () => {
    await left({ pid: process.ppid });
    assert.equal((await lockFile(file)).kind, 'taken');
  });

  it('is not taken from another machine, whose processes cannot be seen', async () => {
    await left({ pid: deadPid(), host: 'elsewhere.example' });
    assert.equal((await lockFile(file)).kind, 'taken');
  });

  it('is not taken when nobody can tell whose it is', async () => {
    for (const text of ['', '{', '{"pid":-1}', '[]']) {
      await writeFile(`${file}.lock`, text);
      const result = await lockFile(file);
      assert.deepEqual(result, { kind: 'taken', lock: `${file}.lock`, holder: undefined });
    }
  });

  it('is the same through a link', async function () {
    if (process.platform === 'win32') this.skip();
    await writeFile(file, '');
    const link = path.join(folder, 'link');
    await symlink(file, link);
    const first = await lockFile(link);
    assert.equal((await lockFile(file)).kind, 'taken');
    await release(first);
  });

  it('that was deleted by hand and made anew by somebody else stays', async () => {
    const first = await lockFile(file);
    await left({ pid: process.ppid });
    await release(first);
    assert.match(await readFile(`${file}.lock`, 'utf8'), /"left"/);
  });
});
