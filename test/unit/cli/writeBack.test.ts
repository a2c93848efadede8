import assert from 'node:assert/strict';
import {
  chmod,
  chown,
  lstat,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unwritable, writeBack } from '../../../src/cli/writeBack';
import { makePipe } from '../../support/pipe';

describe('writing a payload file back', () => {
  let folder = '';
  let file = '';
  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vappt-back-'));
    file = path.join(folder, 'a.vappt.json');
    await writeFile(file, 'old');
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  const text = (): Promise<string> => readFile(file, 'utf8');

  it('keeps byte order mark, permissions and links', async () => {
    await writeFile(file, '\ufeffold');
    await chmod(file, 0o640);
    const link = path.join(folder, 'link');
    await symlink('a.vappt.json', link);
    const problem = await writeBack(link, 'old', 'new');
    assert.deepEqual(
      [problem, await text(), (await stat(file)).mode & 0o777, (await lstat(link)).isSymbolicLink()],
      [undefined, '\ufeffnew', 0o640, true],
    );
    assert.deepEqual(await readdir(folder), ['a.vappt.json', 'link']);
  });

  it('keeps the owner, as root does for the files of others', async function () {
    if (process.getuid?.() !== 0) this.skip();
    await chown(file, 12345, 23456);
    assert.equal(await writeBack(file, 'old', 'new'), undefined);
    const { uid, gid } = await stat(file);
    assert.deepEqual([await text(), uid, gid], ['new', 12345, 23456]);
  });

  it('leaves what somebody has written meanwhile', async () => {
    assert.equal(await writeBack(file, 'older', 'new'), 'it has been changed meanwhile');
    assert.equal(await text(), 'old');
  });

  it('leaves a file that may not be written to, although its folder may', async function () {
    if (process.getuid?.() === 0) this.skip();
    await chmod(file, 0o444);
    assert.equal(await writeBack(file, 'old', 'new'), 'permission denied');
    assert.equal(await text(), 'old');
  });

  it('can be asked for before', async () => {
    const pipe = path.join(folder, 'pipe');
    makePipe(pipe);
    assert.deepEqual(
      [await unwritable(file), await unwritable(pipe), await unwritable(path.join(folder, 'none'))],
      [undefined, 'it is not a regular file', 'there is no such file or folder'],
    );
  });

  it('does not wait for a pipe', async () => {
    const pipe = path.join(folder, 'pipe');
    makePipe(pipe);
    assert.equal(await writeBack(pipe, 'old', 'new'), 'it is not a regular file');
  });
});
