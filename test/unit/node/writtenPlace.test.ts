import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writtenPlace } from '../../../src/node/writtenPlace';
import { makePipe } from '../../support/pipe';

describe('where a file is written', () => {
  let folder = '';
  const at = (...names: string[]): string => path.join(folder, ...names);

  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(path.join(tmpdir(), 'vappt-place-')));
    await mkdir(at('far', 'away'), { recursive: true });
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('is its own place, whether it is there or not', async () => {
    await writeFile(at('there'), '');
    assert.deepEqual(
      [await writtenPlace(at('there')), await writtenPlace(at('new'))],
      [at('there'), at('new')],
    );
  });

  it('is what links lead to, one after the other', async () => {
    await writeFile(at('far', 'file'), '');
    await symlink('far/file', at('one'));
    await symlink(at('one'), at('two'));
    assert.equal(await writtenPlace(at('two')), at('far', 'file'));
  });

  it('is what links lead to when that is not there yet', async () => {
    await symlink('far/away', at('folder'));
    await symlink('folder/../new', at('one'));
    await symlink(at('one'), at('two'));
    // "folder/.." is the folder above the one that the link leads to.
    assert.equal(
      path.join(await realpath(path.dirname(await writtenPlace(at('two')))), 'new'),
      at('far', 'new'),
    );
  });

  it('is no folder, no pipe and no device, whatever leads there', async () => {
    makePipe(at('pipe'));
    await symlink('pipe', at('to-pipe'));
    await symlink('far', at('to-folder'));
    for (const name of ['pipe', 'to-pipe', '/dev/null'])
      await assert.rejects(writtenPlace(path.resolve(folder, name)), { code: 'NOT_A_FILE' }, name);
    for (const name of ['far', 'to-folder'])
      await assert.rejects(writtenPlace(at(name)), { code: 'EISDIR' }, name);
  });

  it('is nowhere when links go round in a circle', async () => {
    await symlink('two', at('one'));
    await symlink('one', at('two'));
    await assert.rejects(writtenPlace(at('one')), { code: 'ELOOP' });
  });

  it('is nowhere below a file', async () => {
    await writeFile(at('file'), '');
    await assert.rejects(writtenPlace(at('file', 'new')), { code: 'ENOTDIR' });
  });
});
