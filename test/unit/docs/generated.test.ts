import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pages } from '../../../scripts/docs';
import { repositoryRoot } from '../../../scripts/paths';
import { ruleDocAnchor } from '../../../src/core/lint/docAnchor';
import { RULES } from '../../../src/core/lint/rules';

const read = (name: string): string => readFileSync(path.join(repositoryRoot, name), 'utf8');

describe('the pages that are made from the code', () => {
  it('are up to date: npm run docs', async () => {
    for (const { name, now, wanted } of await pages()) {
      assert.equal(now, wanted, `${name} is not what the code says: npm run docs`);
    }
  });
});

describe('docs/rules.md', () => {
  const page = read('docs/rules.md');

  it('has the place that the code of each finding links to', () => {
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => `docs/rules.md#${heading}`);
    assert.deepEqual(
      headings,
      RULES.map(({ id }) => ruleDocAnchor(id)),
    );
  });

  it('ships with the extension, so that it can be read offline', () => {
    assert.match(read('.vscodeignore'), /^!docs\/rules\.md$/m);
  });
});

describe('docs/faults.md', () => {
  const page = read('docs/faults.md');

  it('explains every outcome that is none of the best', () => {
    const links = [...page.matchAll(/\]\(#(w\d+)\)/g)].map(([, link]) => link);
    const places = [...page.matchAll(/<a name="(w\d+)">/g)].map(([, place]) => place);
    assert.ok(places.length > 20);
    assert.deepEqual([...new Set(links)].sort(), [...places].sort());
  });
});
