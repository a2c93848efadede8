import assert from 'node:assert/strict';
import { Agent, get } from 'node:http';
import { startEmulator } from '../../../src/emulator';
import { APPOINTMENT, call, start } from './support';

describe('emulator: starting and stopping', () => {
  it('takes a free port, or the one it is given', async () => {
    const first = await start();
    assert.equal(first.origin, `http://127.0.0.1:${first.port}`);
    await first.stop();
    const again = await start({ port: first.port });
    assert.equal(again.port, first.port);
    assert.notEqual(again.instanceId, first.instanceId);
  });

  it('rejects with EADDRINUSE when the port is taken, and with a sentence when the state is none', async () => {
    const { port } = await start();
    await assert.rejects(startEmulator({ port }), { code: 'EADDRINUSE' });
    await assert.rejects(startEmulator({ port: 70_000 }), { code: 'ERR_SOCKET_BAD_PORT' });
    const initialState = JSON.parse('{"version":7,"meetings":[]}') as never;
    await assert.rejects(startEmulator({ initialState }), /version 1 of its state/);
  });

  it('stops at once although connections are kept alive or wait for an answer, and may be stopped twice', async () => {
    const emulator = await start({ faults: { latencyMs: 600_000 } });
    const agent = new Agent({ keepAlive: true });
    await new Promise<void>((resolve) => {
      get(`${emulator.origin}/_emulator/state`, { agent }, (response) =>
        response.resume().on('end', resolve),
      );
    });
    const before = emulator.state();
    const waiting = assert.rejects(call(emulator, APPOINTMENT, { method: 'DELETE' }));
    // Answered only after the one that waits has arrived.
    await call(emulator, '/_emulator/state');
    await emulator.stop();
    await waiting;
    await emulator.stop();
    await assert.rejects(fetch(emulator.origin));
    assert.deepEqual(emulator.state(), before);
    agent.destroy();
  });

  it('takes time and ids from outside', async () => {
    let n = 0;
    const now = (): Date => new Date('2026-02-03T04:05:06Z');
    const emulator = await start({ now, randomId: () => `id-${++n}` });
    assert.equal(emulator.instanceId, 'id-1');
    const meeting = emulator.addMeeting();
    assert.equal(meeting.startDateTime, '2026-02-03T04:05:06.000Z');
    assert.equal(meeting.endDateTime, '2026-02-03T05:05:06.000Z');
    assert.equal((await call(emulator, '/')).headers.get('request-id'), `id-${n}`);
  });
});
