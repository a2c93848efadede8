import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeFileAtomically } from '../../../src/node/atomicFile';
import { makePipe } from '../../support/pipe';

const MODULE = pathToFileURL(path.join(import.meta.dirname, '../../../src/node/atomicFile.ts')).href;

describe('writeFileAtomically', () => {
  let folder = '';
  let file = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vappt-atomic-'));
    file = path.join(folder, 'file.json');
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  const mode = async (name: string): Promise<number> => (await stat(name)).mode & 0o777;

  it('writes a new file that only its user may read, and leaves nothing else', async () => {
    await writeFileAtomically(file, 'Zoë 😀\n');
    assert.equal(await readFile(file, 'utf8'), 'Zoë 😀\n');
    assert.equal(await mode(file), 0o600);
    assert.deepEqual(await readdir(folder), ['file.json']);
  });

  it('replaces a file, also one that others could read', async () => {
    await writeFile(file, 'old, and longer than what comes', { mode: 0o644 });
    await writeFileAtomically(file, 'new');
    assert.deepEqual([await readFile(file, 'utf8'), await mode(file)], ['new', 0o600]);
  });

  it('whoever reads meanwhile sees the old content or the new one, whole', async () => {
    const [old, fresh] = ['o'.repeat(8_000_000), 'n'.repeat(9_000_000)];
    await writeFile(file, old);
    let done = false;
    const writing = writeFileAtomically(file, fresh).finally(() => (done = true));
    const seen = new Set<string>();
    while (!(done as boolean)) {
      const content = await readFile(file, 'utf8');
      seen.add(content === old ? 'old' : content === fresh ? 'new' : `half: ${content.length}`);
    }
    await writing;
    assert.deepEqual(
      [...seen].filter((what) => what.startsWith('half')),
      [],
    );
    assert.ok(seen.has('old'));
    assert.equal(await readFile(file, 'utf8'), fresh);
  });

  for (const turns of [0, 1, 3, 10, 100]) {
    it(`a process that is killed ${turns} turns after it began leaves the old file or the new one`, async () => {
      await writeFile(file, 'old');
      const size = 50_000_000;
      const script = `
        import { writeFileAtomically } from ${JSON.stringify(MODULE)};
        void writeFileAtomically(${JSON.stringify(file)}, 'n'.repeat(${size}));
        let left = ${turns};
        const next = () => (left-- > 0 ? setImmediate(next) : process.kill(process.pid, 'SIGKILL'));
        next();`;
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
        cwd: import.meta.dirname,
        stdio: 'ignore',
      });
      const [, signal] = (await once(child, 'close')) as [unknown, NodeJS.Signals];
      assert.equal(signal, 'SIGKILL');
      const content = await readFile(file, 'utf8');
      assert.ok(content === 'old' || content.length === size, `${content.length} characters`);
    });
  }

  it('a write that fails is reported, leaves the old file and nothing unfinished', async () => {
    await assert.rejects(writeFileAtomically(path.join(folder, 'nosuch', 'file.json'), 'x'), {
      code: 'ENOENT',
    });
    await mkdir(path.join(folder, 'folder'));
    await writeFile(path.join(folder, 'folder', 'kept'), 'kept');
    await assert.rejects(writeFileAtomically(path.join(folder, 'folder'), 'x'));
    assert.deepEqual(await readdir(folder), ['folder']);
    assert.equal(await readFile(path.join(folder, 'folder', 'kept'), 'utf8'), 'kept');
  });

  it('regression: what a crash has left under its name does not make the file readable for others', async () => {
    await writeFile(`${file}.${process.pid}.tmp`, 'left over', { mode: 0o644 });
    await writeFileAtomically(file, 'personal');
    assert.deepEqual([await readFile(file, 'utf8'), await mode(file)], ['personal', 0o600]);
  });

  it('regression: a link that somebody has put in its way is not followed', async () => {
    const victim = path.join(folder, 'victim');
    await writeFile(victim, 'precious');
    await symlink(victim, `${file}.${process.pid}.tmp`);
    await writeFileAtomically(file, 'personal');
    assert.deepEqual(
      [await readFile(victim, 'utf8'), await readFile(file, 'utf8')],
      ['precious', 'personal'],
    );
  });

  it('regression: a link stays, and what it leads to is written, whether it is there yet or not', async function () {
    if (process.platform === 'win32') this.skip();
    for (const name of ['there', 'new']) {
      const link = path.join(folder, `to-${name}`);
      if (name === 'there') await writeFile(path.join(folder, name), 'old');
      await symlink(name, link);
      await writeFileAtomically(link, 'written');
      assert.equal((await lstat(link)).isSymbolicLink(), true);
      assert.equal(await readFile(path.join(folder, name), 'utf8'), 'written');
    }
    assert.deepEqual(await readdir(folder), ['new', 'there', 'to-new', 'to-there']);
  });

  it('regression: a pipe is not replaced by a file', async function () {
    if (process.platform === 'win32') this.skip();
    makePipe(file);
    await assert.rejects(writeFileAtomically(file, 'personal'), { code: 'NOT_A_FILE' });
    assert.equal((await lstat(file)).isFIFO(), true);
    assert.deepEqual(await readdir(folder), ['file.json']);
  });

  it('regression: two writes at once are both done, and the file is one of them', async () => {
    const texts = Array.from({ length: 10 }, (_, index) => String(index).repeat(100_000 + index));
    const results = await Promise.allSettled(texts.map((text) => writeFileAtomically(file, text)));
    assert.deepEqual(
      results.filter(({ status }) => status === 'rejected'),
      [],
    );
    assert.ok(texts.includes(await readFile(file, 'utf8')));
    assert.deepEqual(await readdir(folder), ['file.json']);
  });
});
