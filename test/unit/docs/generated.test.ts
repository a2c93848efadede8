import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { emulatorDocs, withDecisions } from '../../../scripts/emulatorDocs';
import { faultDocs, faultsPage } from '../../../scripts/faultDocs';
import { FAULT_RESULTS, repositoryRoot } from '../../../scripts/paths';
import { readme, withManifestTables } from '../../../scripts/readmeDocs';
import { ruleDocs, rulesPage } from '../../../scripts/ruleDocs';
import { ruleDocAnchor } from '../../../src/core/lint/docAnchor';
import { RULES } from '../../../src/core/lint/rules';

describe('docs/emulator.md', () => {
  it('has the decisions of src/emulator/decisions.ts: npm run docs', async () => {
    const document = readFileSync(emulatorDocs, 'utf8');
    assert.equal(document, await withDecisions(document));
  });
});

describe('docs/rules.md', () => {
  const page = readFileSync(ruleDocs, 'utf8');

  it('is what the rules say: npm run docs', async () => {
    assert.equal(page, await rulesPage());
  });

  it('has the place that the code of each finding links to', () => {
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => `docs/rules.md#${heading}`);
    assert.deepEqual(
      headings,
      RULES.map(({ id }) => ruleDocAnchor(id)),
    );
  });

  it('ships with the extension, so that it can be read offline', () => {
    assert.match(readFileSync(path.join(repositoryRoot, '.vscodeignore'), 'utf8'), /^!docs\/rules\.md$/m);
  });
});

describe('README.md', () => {
  const document = readFileSync(readme, 'utf8');

  it('has the tables of commands and settings: npm run docs', async () => {
    assert.equal(document, await withManifestTables(document));
  });

  it('names every rule once, with a link to what is said of it', () => {
    const linked = [...document.matchAll(/\[`([\w-]+)`\]\((docs\/rules\.md#[\w-]+)\)/g)];
    assert.deepEqual(
      linked.map(([, rule = '', link]) => [rule, link]).sort(),
      RULES.map(({ id }) => [id, ruleDocAnchor(id)]).sort(),
    );
  });
});

describe('docs/faults.md', () => {
  const page = readFileSync(faultDocs, 'utf8');

  it('is what test/http/faults has found: npm run docs', async () => {
    assert.equal(page, await faultsPage(readFileSync(FAULT_RESULTS, 'utf8')));
  });

  it('explains every outcome that is none of the best', () => {
    const links = [...page.matchAll(/\]\(#(w\d+)\)/g)].map(([, link]) => link);
    const places = [...page.matchAll(/<a name="(w\d+)">/g)].map(([, place]) => place);
    assert.ok(places.length > 20);
    assert.deepEqual([...new Set(links)].sort(), [...places].sort());
  });
});
