import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { noticesFor } from '../../scripts/notices.mjs';

describe('notices about the software of others', () => {
  let root = '';
  const inputs = ['src/a.ts', 'node_modules/one/lib/a.js', 'node_modules/one/node_modules/@scope/two/b.js'];

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'vappt-notices-'));
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  async function add(
    folder: string,
    manifest: object,
    files: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const place = path.join(root, folder);
    await mkdir(place, { recursive: true });
    await writeFile(path.join(place, 'package.json'), JSON.stringify(manifest));
    for (const [name, content] of Object.entries(files)) await writeFile(path.join(place, name), content);
  }

  it('name each package that is bundled, with the text of its licence', async () => {
    await add(
      'node_modules/one',
      { name: 'one', version: '1.0.0', license: 'MIT' },
      { 'LICENSE.md': 'Terms of one\r\n' },
    );
    await add('node_modules/one/node_modules/@scope/two', {
      name: '@scope/two',
      version: '2.0.0',
      license: 'ISC',
      author: { name: 'Two' },
    });
    const line = '-'.repeat(80);
    assert.equal(
      noticesFor(inputs, root),
      [
        'This product holds software of others, on the terms that follow.\n',
        `${line}\n\n@scope/two 2.0.0 (ISC)\n\nLicence: ISC. Author: Two.\n`,
        `${line}\n\none 1.0.0 (MIT)\n\nTerms of one\n`,
      ].join('\n'),
    );
  });

  for (const license of [
    'GPL-3.0-only',
    '(MIT OR GPL-3.0-or-later)',
    'SEE LICENSE IN LICENSE.txt',
    undefined,
  ]) {
    it(`there are none with ${license ?? 'no licence'}: the build stops`, async () => {
      await add('node_modules/one', { name: 'one', version: '1.0.0', license });
      assert.throws(
        () => noticesFor(inputs.slice(0, 2), root),
        /one is bundled, and its licence ".*" is not on the list/,
      );
    });
  }
});
