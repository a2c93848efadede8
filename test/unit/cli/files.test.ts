import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { namedFiles } from '../../../src/cli/files';
import { makePipe } from '../../support/pipe';

describe('links to payload files', () => {
  let folder = '';
  const at = (...names: string[]): string => path.join(folder, ...names);
  /** Names without the folder. */
  const found = async (...args: string[]): Promise<unknown> => {
    const { files, doubles, problems } = await namedFiles(args);
    const name = (file: string): string => path.relative(folder, file);
    return {
      files: files.map(name),
      doubles: doubles.map((double) => [name(double.name), name(double.listed)]),
      problems: problems.length,
    };
  };

  before(function () {
    // Only an administrator can make links there.
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vappt-links-'));
    await mkdir(at('set', 'below'), { recursive: true });
    await writeFile(at('seed.vappt.json'), '{}');
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('are found like files, in a folder, below it, and by a glob', async () => {
    await symlink('../seed.vappt.json', at('set', 'a.vappt.json'));
    await writeFile(at('other'), '{}');
    await symlink(at('other'), at('set', 'below', 'b.vappt.json'));
    const both = { files: ['set/a.vappt.json', 'set/below/b.vappt.json'], doubles: [], problems: 0 };
    assert.deepEqual(await found(at('set')), both);
    assert.deepEqual(await found(at('set', '**/*.json')), both);
    assert.deepEqual(await found(path.relative(process.cwd(), at('set', '**/*.json'))), both);
  });

  it('are one file with what they lead to, and with each other', async () => {
    await symlink('seed.vappt.json', at('a.vappt.json'));
    await symlink('../a.vappt.json', at('set', 'z.vappt.json'));
    assert.deepEqual(await found(folder), {
      files: ['a.vappt.json'],
      doubles: [
        ['seed.vappt.json', 'a.vappt.json'],
        ['set/z.vappt.json', 'a.vappt.json'],
      ],
      problems: 0,
    });
  });

  it('to something else than a file, or by another name, are left out; to nothing, they are for the reader to miss', async () => {
    makePipe(at('pipe'));
    await symlink('../pipe', at('set', 'pipe.vappt.json'));
    await symlink('../seed.vappt.json', at('set', 'other.json'));
    await symlink('..', at('set', 'folder.vappt.json'));
    assert.deepEqual(await found(at('set')), { files: [], doubles: [], problems: 1 });
    await symlink('nosuch', at('set', 'nothing.vappt.json'));
    assert.deepEqual(await found(at('set')), { files: ['set/nothing.vappt.json'], doubles: [], problems: 0 });
  });

  it('to folders are not followed, unless they are named', async () => {
    await writeFile(at('set', 'a.vappt.json'), '{}');
    await symlink('.', at('set', 'round'));
    await symlink('set', at('link'));
    assert.deepEqual(await found(at('set')), { files: ['set/a.vappt.json'], doubles: [], problems: 0 });
    assert.deepEqual(await found(at('link')), { files: ['link/a.vappt.json'], doubles: [], problems: 0 });
  });
});
