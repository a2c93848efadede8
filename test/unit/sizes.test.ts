import assert from 'node:assert/strict';
import budget from '../bench/budget.json';
import { sizes } from '../bench/sizes';

describe('what is shipped in VS Code', () => {
  it('keeps to the sizes of the budget', async function () {
    this.timeout(60_000);
    const measured = await sizes();
    assert.deepEqual(measured.map(({ name }) => name).sort(), Object.keys(budget.sizes).sort());
    const limits: Readonly<Record<string, number>> = budget.sizes;
    assert.deepEqual(
      measured
        .filter(({ name, value }) => value > (limits[name] ?? 0))
        .map(({ name, value }) => `${name}: ${value}, of at most ${limits[name]}`),
      [],
    );
    // What was not found would weigh nothing.
    assert.ok(measured.every(({ name, value }) => value > 0 || name === 'pictures'));
  });
});
