import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../../../scripts/paths';

describe('the map of docs/architecture.md', () => {
  it('says of each folder of the sources what it is for, and of no other', () => {
    const page = readFileSync(path.join(repositoryRoot, 'docs', 'architecture.md'), 'utf8');
    const map = page.slice(page.indexOf('## Map'), page.indexOf('## The import rule'));
    const folders = readdirSync(path.join(repositoryRoot, 'src'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ parentPath, name }) =>
        path.relative(path.join(repositoryRoot, 'src'), path.join(parentPath, name)).replaceAll('\\', '/'),
      );
    assert.ok(folders.length > 20);

    const rows = [...map.matchAll(/^\| `([\w./]+)`/gm)].map(([, name = '']) => name);
    assert.deepEqual(
      rows.filter((name) => !['', 'src'].some((base) => existsSync(path.join(repositoryRoot, base, name)))),
      [],
    );
    assert.deepEqual(
      folders.filter((folder) => !map.includes(`\`${folder}\``) && !map.includes(`\`src/${folder}\``)),
      [],
    );
  });
});
