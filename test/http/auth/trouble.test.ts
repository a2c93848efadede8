import assert from 'node:assert/strict';
import { once } from 'node:events';
import { REGISTRATION, useWorld } from './support';
import { end, useWindows } from './windows';

const TWO_HOURS_MS = 2 * 3_600_000;

describe('a window in trouble', () => {
  const world = useWorld();
  const { open, accounts } = useWindows(() => world().idp.origin);

  it('closed in the middle of a sign-in leaves nothing behind, and the next one signs in', async () => {
    const closed = await open();
    closed.send('nobody');
    const [address] = (await once(closed, 'message')) as [string];
    assert.match(address, /^http:\/\/localhost:\d+/);
    await end(closed);
    assert.deepEqual(await accounts(REGISTRATION), []);
    await assert.rejects(fetch(address), 'the port of the sign-in is still open');

    const next = await open();
    next.send('ann');
    assert.deepEqual(await once(next, 'message'), ['done', undefined]);
    assert.deepEqual(await accounts(REGISTRATION), ['ann@lab.example']);
  });

  for (const [name, shift] of [
    ['two hours ahead', TWO_HOURS_MS],
    ['two hours behind', -TWO_HOURS_MS],
  ] as const) {
    it(`whose clock is ${name} signs in and renews no more often than others`, async () => {
      const window = await open(shift);
      window.send('ann');
      assert.deepEqual(await once(window, 'message'), ['done', undefined]);
      // The one that this window asks for, because a token was refused.
      const renewals = world().idp.received.filter((line) => line.includes('grant_type=refresh_token'));
      assert.equal(renewals.length, 1);
    });
  }
});
