import assert from 'node:assert/strict';
import { toldApart } from '../../../../src/core/merge/toldApart';

describe('toldApart', () => {
  it('leaves short values as they are', () => {
    assert.deepEqual(toldApart('"a"', '"b"'), ['"a"', '"b"']);
  });

  it('shows long values where they differ', () => {
    const start = 'https://teams.example/l/meetup-join/'.padEnd(120, 'x');
    const [one, other] = toldApart(`${start}mine${'y'.repeat(100)}`, `${start}other`);
    assert.equal(one, `…${'x'.repeat(20)}mine${'y'.repeat(56)}…`);
    assert.equal(other, `…${'x'.repeat(20)}other`);
  });

  it('shows where one ends before the other goes on, and the beginning of the same', () => {
    const long = 'z'.repeat(100);
    assert.deepEqual(toldApart(long, `${long}!`), [`…${'z'.repeat(20)}`, `…${'z'.repeat(20)}!`]);
    assert.deepEqual(toldApart('a', `b${long}`), ['a', `b${'z'.repeat(79)}…`]);
  });

  it('never shows half of a character', () => {
    for (const text of toldApart(`${'x'.repeat(79)}😀`, 'y')) assert.ok(text.isWellFormed());
  });
});
