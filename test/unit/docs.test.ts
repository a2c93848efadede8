import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { emulatorDocs, withDecisions } from '../../scripts/emulatorDocs';
import { faultDocs, faultsPage } from '../../scripts/faultDocs';
import { FAULT_RESULTS } from '../../scripts/paths';
import { readme, ruleDocs, rulesPage, withRuleTable } from '../../scripts/ruleDocs';
import { ruleDocAnchor } from '../../src/core/lint/docAnchor';
import { RULES } from '../../src/core/lint/rules';

describe('docs/emulator.md', () => {
  const document = readFileSync(emulatorDocs, 'utf8');

  it('has the decisions of src/emulator/decisions.ts: node --import tsx scripts/emulatorDocs.ts', async () => {
    assert.equal(document, await withDecisions(document));
  });

  it('links only to its own headings', () => {
    const anchors = [...document.matchAll(/^#+ (.+)$/gm)].map(
      ([, heading = '']) => `#${heading.toLowerCase().replaceAll(' ', '-')}`,
    );
    const links = [...document.matchAll(/\]\((#[^)]*)\)/g)].map(([, link = '']) => link);
    assert.ok(links.length > 0);
    assert.deepEqual(
      links.filter((link) => !anchors.includes(link)),
      [],
    );
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
    assert.match(
      readFileSync(path.join(path.dirname(readme), '.vscodeignore'), 'utf8'),
      /^!docs\/rules\.md$/m,
    );
  });
});

describe('README.md', () => {
  it('has the table of the rules: npm run docs', async () => {
    const document = readFileSync(readme, 'utf8');
    assert.equal(document, await withRuleTable(document));
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
