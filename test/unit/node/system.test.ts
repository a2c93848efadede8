import assert from 'node:assert/strict';
import { isCancelledError } from '../../../src/core/errors';
import { systemClock, systemIds } from '../../../src/node/system';

describe('systemClock', () => {
  it('sleeps', async () => {
    const before = systemClock.monotonic();
    await systemClock.sleep(20);
    assert.ok(systemClock.monotonic() - before >= 15);
  });

  it('wakes up when cancelled, with nothing on its way', async () => {
    const controller = new AbortController();
    const sleeping = systemClock.sleep(60_000, controller.signal);
    controller.abort();
    await assert.rejects(sleeping, (error) => isCancelledError(error) && !error.requestSent);
  });

  it('does not fall asleep when cancelled before', async () => {
    await assert.rejects(systemClock.sleep(60_000, AbortSignal.abort()), isCancelledError);
  });
});

describe('systemIds', () => {
  it('are UUIDs, each a new one', () => {
    const ids = Array.from({ length: 100 }, () => systemIds.uuid());
    assert.deepStrictEqual(
      [new Set(ids).size, ids.filter((id) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))],
      [100, []],
    );
  });
});
