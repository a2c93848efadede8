import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import manifest from '../../../package.json';
import { repositoryRoot } from '../../../scripts/paths';

const folder = path.join(repositoryRoot, '.github', 'workflows');
const workflows = readdirSync(folder).map((name) => ({
  name,
  text: readFileSync(path.join(folder, name), 'utf8'),
}));

describe('the workflows', () => {
  it('run actions by commit, so that nobody can move a tag under them', () => {
    const uses = workflows.flatMap(({ name, text }) =>
      [...text.matchAll(/uses: (.+)/g)].map(([, action = '']) => `${name}: ${action}`),
    );
    assert.ok(uses.length > 0);
    assert.deepEqual(
      uses.filter((action) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action)),
      [],
    );
  });

  it('run script files that exist', () => {
    const files = workflows.flatMap(({ text }) =>
      [...text.matchAll(/\bnode (scripts\/\S+)/g)].map(([, file = '']) => file),
    );
    assert.ok(files.length > 0);
    assert.deepEqual(
      files.filter((file) => !existsSync(path.join(repositoryRoot, file))),
      [],
    );
  });

  it('run npm scripts that exist', () => {
    const scripts = workflows.flatMap(({ text }) =>
      [...text.matchAll(/npm run ([\w:]+)/g)].map(([, script = '']) => script),
    );
    assert.ok(scripts.length > 0);
    assert.deepEqual(
      scripts.filter((script) => !(script in manifest.scripts)),
      [],
    );
  });
});
