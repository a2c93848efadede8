import assert from 'node:assert/strict';
import { once } from 'node:events';
import { REGISTRATION, useWorld } from './support';
import { useWindows } from './windows';

const ROUNDS = 50;

describe('two windows', () => {
  const world = useWorld();
  const { open, accounts } = useWindows(() => world().idp.origin);

  it(`signing in at the same moment lose no account, ${ROUNDS} times over`, async function () {
    this.timeout(600_000);
    const windows = await Promise.all([open(), open()]);
    for (let round = 0; round < ROUNDS; round += 1) {
      const answers = windows.map((child) => once(child, 'message'));
      windows.forEach((child, index) => child.send(nameOf(round, index)));
      for (const [answer] of await Promise.all(answers)) assert.equal(answer, 'done');
    }
    const expected = windows.flatMap((_, index) =>
      Array.from({ length: ROUNDS }, (__, round) => `${nameOf(round, index)}@lab.example`),
    );
    assert.deepEqual(await accounts(REGISTRATION), expected.sort());
  });
});

/** Six letters at most: they make the object id. */
function nameOf(round: number, index: number): string {
  return `${'ab'[index] ?? '?'}${round}`;
}
