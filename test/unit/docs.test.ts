import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { emulatorDocs, withDecisions } from '../../scripts/emulatorDocs';

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
