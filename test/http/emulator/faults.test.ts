import assert from 'node:assert/strict';
import type { FaultsInput } from '../../../src/emulator';
import { APPOINTMENT, call, patch, read, SAMPLE, start } from './support';

type QueueEntry = NonNullable<FaultsInput['queue']>[number];
const id = 'externalAppointmentId';

describe('emulator: faults', () => {
  const answers: [string, QueueEntry, number, string | undefined, boolean][] = [
    ['a status', { status: 500 }, 500, 'generalException', false],
    [
      'a status with code and message',
      { status: 403, code: 'General', message: 'No.' },
      403,
      'General',
      false,
    ],
    ['a code alone', { code: 'UnknownError', message: '' }, 400, 'UnknownError', false],
    ['an empty code', { status: 412, code: '', message: '' }, 412, '', false],
    ['throttling', { status: 429, retryAfter: 7 }, 429, 'TooManyRequests', false],
    [
      'a date to wait for',
      { status: 503, retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT' },
      503,
      'serviceNotAvailable',
      false,
    ],
    ['an HTML page', { status: 502, body: 'html' }, 502, undefined, false],
    ['no body', { status: 504, body: 'empty' }, 504, undefined, false],
    ['garbage', { status: 500, body: 'garbage' }, 500, undefined, false],
    ['another success', { status: 202 }, 202, undefined, true],
    ['HTML although it worked', { body: 'html' }, 200, undefined, true],
    ['a wait', { delayMs: 1 }, 204, undefined, true],
    ['a redirect', { redirect: 'http://127.0.0.1:9/elsewhere' }, 307, undefined, false],
    [
      'a redirect of another kind',
      { redirect: 'http://127.0.0.1:9/elsewhere', status: 302 },
      302,
      undefined,
      false,
    ],
  ];
  for (const [what, fault, status, code, applied] of answers)
    it(`answers with ${what}, once`, async () => {
      const emulator = await start({ faults: { queue: [fault] } });
      const answer = await patch(emulator, { [id]: 'new' });
      assert.deepEqual([answer.status, answer.code], [status, code], answer.text);
      if (fault.message !== undefined) assert.equal(answer.message, fault.message);
      if (fault.retryAfter !== undefined)
        assert.equal(answer.headers.get('retry-after'), String(fault.retryAfter));
      if (fault.redirect !== undefined) assert.equal(answer.headers.get('location'), fault.redirect);
      if (fault.body === 'html') assert.match(answer.headers.get('content-type') ?? '', /^text\/html/);
      if (fault.body === 'empty') assert.equal(answer.text, '');
      if (fault.body === 'garbage') assert.throws(() => void JSON.parse(answer.text));
      assert.match(answer.headers.get('request-id') ?? '', /./);
      assert.equal((await read(emulator)).entity[id], applied ? 'new' : 'ext-1');
      assert.equal((await patch(emulator, {})).status, 204);
    });

  const cuts: [string, QueueEntry, boolean][] = [
    ['before anything is done', { cut: 'before' }, false],
    ['after it is done', { cut: 'afterApply' }, true],
    ['in the middle of the answer', { cut: 'midBody' }, true],
    ['in the middle of an error', { cut: 'midBody', status: 500 }, false],
  ];
  for (const [when, fault, applied] of cuts)
    it(`cuts the connection ${when}`, async () => {
      const emulator = await start({ faults: { queue: [{ ...fault, match: { method: 'patch' } }] } });
      await assert.rejects(patch(emulator, { [id]: 'new' }));
      assert.equal((await read(emulator)).entity[id], applied ? 'new' : 'ext-1');
      const entry = emulator.log().find(({ method }) => method === 'PATCH');
      assert.deepEqual([entry?.status, entry?.changed.length], [null, applied ? 1 : 0]);
    });

  it('breaks off a body that Content-Length has announced', async () => {
    const emulator = await start({ faults: { queue: [{ cut: 'midBody' }] } });
    const headers = { authorization: `Bearer ${emulator.issueToken().access_token}` };
    const response = await fetch(emulator.origin + APPOINTMENT, { headers });
    assert.equal(response.status, 200);
    await assert.rejects(response.text());
  });

  it('matches by method and by part of the path, in order, as often as asked', async () => {
    const queue = [
      { match: { method: 'GET', path: '/virtualAppointment' }, status: 404, times: 2 },
      { match: { path: 'onlineMeetings' }, status: 503 },
    ];
    const emulator = await start({ faults: { queue } });
    const statuses = [];
    for (const path of [SAMPLE, APPOINTMENT, APPOINTMENT, APPOINTMENT, SAMPLE])
      statuses.push((await call(emulator, path)).status);
    assert.deepEqual(statuses, [503, 404, 404, 200, 200]);
  });

  it('limits the rate, per second, with Retry-After and the documented envelope', async () => {
    let now = Date.parse('2026-01-01T00:00:00Z');
    const emulator = await start({ now: () => new Date(now), faults: { ratePerSecond: 2 } });
    await call(emulator, APPOINTMENT);
    await call(emulator, APPOINTMENT);
    const answer = await patch(emulator, { [id]: 'new' });
    assert.deepEqual(
      [answer.status, answer.code, answer.headers.get('retry-after')],
      [429, 'TooManyRequests', '1'],
    );
    assert.deepEqual(
      [answer.json.error?.innerError['code'], answer.json.error?.innerError['status']],
      ['429', '429'],
    );
    now += 1000;
    assert.equal((await read(emulator)).entity[id], 'ext-1');
  });

  it('replaces all faults at once over HTTP, any part alone; {} takes them away', async () => {
    const emulator = await start();
    const put = async (body: unknown): Promise<unknown> =>
      (await call(emulator, '/_emulator/faults', { method: 'PUT', body, token: null })).json;
    const none = { latencyMs: 0, ratePerSecond: 0, retired: false, queue: [] };
    assert.deepEqual(await put({ latencyMs: 1 }), { ...none, latencyMs: 1 });
    assert.deepEqual(await put({ retired: true }), { ...none, retired: true });
    assert.equal((await call(emulator, APPOINTMENT)).status, 400);
    const full = {
      status: 500,
      code: 'c',
      message: 'm',
      retryAfter: 1,
      delayMs: 1,
      cut: 'before',
      body: 'html',
      redirect: 'http://x.example/',
    };
    assert.deepEqual(await put({ queue: [{ ...full, match: { method: 'GET', path: 'x' }, times: 3 }] }), {
      ...none,
      queue: [{ ...full, match: { method: 'GET', path: 'x' }, times: 3 }],
    });
    assert.deepEqual(await put({}), none);
    assert.deepEqual((await call(emulator, '/_emulator/faults')).json, none);
    assert.equal((await call(emulator, APPOINTMENT)).status, 200);
  });

  it('never touches control calls', async () => {
    const emulator = await start({
      faults: { latencyMs: 600_000, ratePerSecond: 1, queue: [{ cut: 'before', times: 99 }] },
    });
    for (let i = 0; i < 3; i++) assert.equal((await call(emulator, '/_emulator/state')).status, 200);
  });
});
