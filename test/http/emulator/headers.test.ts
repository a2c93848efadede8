import assert from 'node:assert/strict';
import { APPOINTMENT, call, patch, SAMPLE, start, type Call } from './support';

describe('emulator: what every answer carries', () => {
  const answers: [string, string, Call, number][] = [
    ['a read', APPOINTMENT, {}, 200],
    ['a write', APPOINTMENT, { method: 'PATCH', body: {} }, 204],
    ['an error', APPOINTMENT, { token: null }, 401],
    ['an unknown path', '/nowhere', {}, 400],
    ['a control call', '/_emulator/state', {}, 200],
    ['an unknown control call', '/_emulator/nowhere', {}, 404],
    ['a body that is too large', APPOINTMENT, { method: 'PATCH', body: 'x'.repeat(4_194_305) }, 413],
  ];
  for (const [what, path, options, status] of answers)
    it(`${what} has the ids, the date and the mark of the emulator`, async () => {
      const now = new Date('2026-05-04T03:02:01.987Z');
      const emulator = await start({ now: () => now });
      const { headers, json, ...answer } = await call(emulator, path, {
        ...options,
        headers: { 'client-request-id': 'my own id' },
      });
      assert.equal(answer.status, status);
      assert.equal(headers.get('client-request-id'), 'my own id');
      assert.match(headers.get('request-id') ?? '', /^[0-9a-f-]{36}$/);
      assert.equal(headers.get('date'), 'Mon, 04 May 2026 03:02:01 GMT');
      assert.match(headers.get('server') ?? '', /EMULATOR/);
      assert.equal(headers.get('x-vappt-emulator-instance'), emulator.instanceId);
      const diagnostic = JSON.parse(headers.get('x-ms-ags-diagnostic') ?? '') as {
        ServerInfo: Record<string, string>;
      };
      assert.equal(diagnostic.ServerInfo['DataCenter'], 'EMULATOR');
      if (status < 400) return;
      assert.deepEqual(json.error?.innerError, {
        date: '2026-05-04T03:02:01',
        'request-id': headers.get('request-id'),
        'client-request-id': 'my own id',
      });
      assert.equal(headers.get('content-type'), 'application/json');
    });

  it('fills client-request-id with its own id when none is sent, and never repeats an id', async () => {
    const emulator = await start();
    const ids = new Set<string>();
    for (let i = 0; i < 5; i++) {
      const { headers } = await call(emulator, SAMPLE);
      assert.equal(headers.get('client-request-id'), headers.get('request-id'));
      ids.add(headers.get('request-id') ?? '');
    }
    assert.equal(ids.size, 5);
  });

  it('says OData-Version and JSON on what it answers with content, neither on 204', async () => {
    const emulator = await start();
    const read = await call(emulator, APPOINTMENT);
    assert.equal(read.headers.get('odata-version'), '4.0');
    assert.match(read.headers.get('content-type') ?? '', /^application\/json;/);
    const written = await patch(emulator, {});
    assert.equal(written.headers.get('content-type'), null);
    assert.equal(written.headers.get('odata-version'), null);
  });
});
