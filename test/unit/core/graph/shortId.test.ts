import assert from 'node:assert/strict';
import { shortId } from '../../../../src/core/graph/shortId';

it('shortId keeps both ends of a long id, and all of a short one', () => {
  assert.equal(shortId('MSozZjJhNGM2ZS0wMDAw'), 'MSoz…MDAw');
  assert.equal(shortId('123456789'), '123456789');
});
