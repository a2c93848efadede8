import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RULES } from '../../../src/core/lint/rules';
import { runRules } from '../../../src/core/lint/runRules';
import { parsePayload } from '../../../src/core/payload/parse';
import { positions } from '../../../src/core/payload/position';
import { english } from '../../../src/core/text';
import { schemaFindings } from '../../../src/node/schemaFindings';

const INVALID = path.join(__dirname, '../../fixtures/payloads/invalid');

describe('schemaFindings', () => {
  for (const file of readdirSync(INVALID).filter((name) => name.endsWith('.vappt.json'))) {
    it(`says about ${file} what the editor says`, async () => {
      const text = readFileSync(path.join(INVALID, file), 'utf8');
      const expectation = path.join(INVALID, file.replace('.vappt.json', '.expect.json'));
      const { schema } = JSON.parse(readFileSync(expectation, 'utf8')) as { schema: unknown };
      const at = positions(text);
      const found = await schemaFindings(parsePayload(text));
      assert.deepStrictEqual(
        found
          .map(({ offset, message }) => ({ ...at(offset), message: english(message) }))
          .sort((a, b) => a.line - b.line || a.column - b.column),
        schema,
      );
    });
  }

  it('leaves to our rules what they judge', async () => {
    const texts = [
      '',
      '{',
      '{"a" 1}',
      '{"settings": {}, "settings": {}}',
      '{"settings": {},}',
      '{} // x',
      '{"$x": 1}',
    ];
    const twice = await Promise.all(
      texts.map(async (text) => {
        const document = parsePayload(text);
        const ours = runRules(document, RULES).map(({ offset }) => offset);
        return (await schemaFindings(document)).filter(({ offset }) => ours.includes(offset)).map(() => text);
      }),
    );
    assert.deepStrictEqual(twice.flat(), []);
  });

  it('is not led astray by a schema that the file names', async () => {
    const found = await schemaFindings(
      parsePayload('{"$schema": "https://example.invalid/x.json", "settings": 1}'),
    );
    assert.deepStrictEqual(
      found.map(({ rule, severity }) => [rule, severity]),
      [['schema', 'warning']],
    );
  });
});
