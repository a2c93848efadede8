import assert from 'node:assert/strict';
import { parsePayload } from '../../../src/core/payload/parse';
import { schemaFindings } from '../../../src/node/schemaFindings';

describe('schemaFindings', () => {
  it('leaves to our rules what they judge, which is everything', async () => {
    const texts = [
      '',
      '{',
      '{"a" 1}',
      '{"settings": {}, "settings": {}}',
      '{"settings": {},}',
      '{} // x',
      '{"$x": 1}',
      '{} {}',
      '{"settings": 1, "x": {"y": []}}',
    ];
    const found = await Promise.all(texts.map(async (text) => await schemaFindings(parsePayload(text))));
    assert.deepStrictEqual(found.flat(), []);
  });

  it('regression: is not led astray by a schema that the file names', async () => {
    const text = '{"$schema": "http://json-schema.org/draft-07/schema#", "type": 1}';
    assert.deepStrictEqual(await schemaFindings(parsePayload(text)), []);
  });
});
