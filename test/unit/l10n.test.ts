import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bundleFile, bundleText, collectTexts } from '../../scripts/l10n';
import manifest from '../../package.json';
import manifestTexts from '../../package.nls.json';
import { pseudo } from '../support/pseudo';

/** Names of values: a translation that loses one shows the wrong thing. */
function placeholders(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();
}

describe('l10n/bundle.l10n.json', function () {
  // The compiler reads the whole program.
  this.timeout(600_000);
  let texts: Record<string, string> = {};
  before(() => {
    texts = collectTexts();
  });

  it('has every text that the editor can show: npm run l10n', () => {
    assert.equal(bundleText(texts), readFileSync(bundleFile, 'utf8'));
    assert.equal(manifest.l10n, './l10n');
  });

  it('has texts of commands, rules, reports and the manifest’s own apart', () => {
    for (const template of ['Send Patch', 'Get Join Link', 'A value belongs here.', '{status}: saved']) {
      assert.ok(template in texts, template);
    }
    assert.ok(!('New Payload from Clipboard' in texts), 'The palette reads package.nls.json.');
  });

  it('uses one kind of quotes and apostrophes, and no blank at an end', () => {
    const all = [...Object.keys(texts), ...Object.values(manifestTexts)];
    // VS Code shows the manifest's apostrophes beside its own.
    const wrong = Object.keys(texts).filter((template) => /\w'\w|[“”]/.test(template));
    assert.deepEqual(wrong, []);
    assert.deepEqual(
      all.filter((template) => template.trim() !== template || /\s{2}/.test(template)),
      [],
    );
  });

  it('can be translated without losing a value', () => {
    for (const template of Object.keys(texts)) {
      assert.deepEqual(placeholders(pseudo(template)), placeholders(template), template);
    }
  });
});
