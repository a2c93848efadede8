import assert from 'node:assert/strict';
import type { Emulator } from '../../../src/emulator';
import { APPOINTMENT, call, OTHER_USER, read, start, type Answer, type Json } from './support';

const URL_IN_BATCH = APPOINTMENT.replace('/beta', '');
const JSON_TYPE = { 'Content-Type': 'application/json' };

interface Part {
  id: string;
  status: number;
  headers: Record<string, string>;
  body?: Json;
}

function send(emulator: Emulator, requests: unknown[], version = 'beta', token?: string): Promise<Answer> {
  return call(emulator, `/${version}/$batch`, {
    method: 'POST',
    body: { requests },
    ...(token !== undefined && { token }),
  });
}

function parts(answer: Answer): Record<string, Part> {
  assert.equal(answer.status, 200, answer.text);
  return Object.fromEntries((answer.json['responses'] as Part[]).map((part) => [part.id, part]));
}

describe('emulator: $batch', () => {
  it('applies conditional writes part by part: one may be 412 inside a 200', async () => {
    const emulator = await start();
    const { etag } = await read(emulator);
    const write = (id: string, tag: string, dependsOn: string[] = []): unknown => ({
      id,
      method: 'PATCH',
      url: URL_IN_BATCH,
      headers: { ...JSON_TYPE, 'If-Match': tag },
      body: { externalAppointmentId: id },
      dependsOn,
    });
    const get = { id: 'get', method: 'get', url: URL_IN_BATCH.slice(1), dependsOn: ['ok'] };
    const answer = parts(
      await send(emulator, [
        write('ok', etag),
        write('late', 'W/"AAAA"'),
        write('never', '*', ['late']),
        get,
      ]),
    );
    assert.deepEqual(Object.fromEntries(Object.values(answer).map(({ id, status }) => [id, status])), {
      ok: 204,
      late: 412,
      never: 424,
      get: 200,
    });
    assert.equal('body' in (answer['ok'] ?? {}), false);
    assert.equal(answer['late']?.body?.error?.code, 'resourceModified');
    assert.notEqual(answer['get']?.headers['ETag'], etag);
    assert.equal(answer['get']?.body?.['externalAppointmentId'], 'ok');
    const entry = emulator.log().find(({ path }) => path.endsWith('$batch'));
    assert.deepEqual(
      entry?.changed.map(({ etagBefore }) => etagBefore),
      [etag],
    );
  });

  it('gives every part an id of its own, the version and the token of the batch', async () => {
    const emulator = await start();
    const requests = ['1', '2'].map((id) => ({
      id,
      method: 'GET',
      url: URL_IN_BATCH,
      headers: { authorization: 'Bearer x' },
    }));
    const beta = parts(await send(emulator, requests));
    assert.notEqual(beta['1']?.headers['request-id'], beta['2']?.headers['request-id']);
    assert.deepEqual([beta['1']?.status, beta['2']?.status], [200, 200]);
    const v1 = parts(await send(emulator, requests, 'v1.0'));
    assert.equal(v1['1']?.body?.error?.message, "Resource not found for the segment 'virtualAppointment'.");
    const other = emulator.issueToken({ user: OTHER_USER }).access_token;
    assert.equal(parts(await send(emulator, requests, 'beta', other))['1']?.status, 404);
    assert.equal((await send(emulator, requests, 'beta', 'x')).status, 401);
  });

  const request = { id: '1', method: 'GET', url: URL_IN_BATCH };
  const malformed: [string, unknown][] = [
    ['no requests', {}],
    ['an empty list', { requests: [] }],
    ['more than 20', { requests: Array.from({ length: 21 }, (_, i) => ({ ...request, id: `${i}` })) }],
    [
      'the same id twice',
      {
        requests: [
          { ...request, id: 'a' },
          { ...request, id: 'A' },
        ],
      },
    ],
    ['an unknown dependency', { requests: [{ ...request, dependsOn: ['2'] }] }],
    [
      'a circle',
      {
        requests: [
          { ...request, dependsOn: ['2'] },
          { ...request, id: '2', dependsOn: ['1'] },
        ],
      },
    ],
    ['a body without its type', { requests: [{ ...request, method: 'PATCH', body: {} }] }],
    ['a number for an id', { requests: [{ ...request, id: 1 }] }],
    ['another method', { requests: [{ ...request, method: 'TRACE' }] }],
    ['a batch inside', { requests: [{ ...request, url: '/$batch' }] }],
    ['a header that cannot be', { requests: [{ ...request, headers: { 'bad name': 'x' } }] }],
  ];
  for (const [what, body] of malformed)
    it(`refuses a batch with ${what} as a whole`, async () => {
      const answer = await call(await start(), '/beta/$batch', { method: 'POST', body });
      assert.deepEqual([answer.status, answer.code], [400, 'BadRequest'], answer.text);
      assert.match(answer.message, /^Invalid batch payload format/);
    });

  it('takes exactly 20, and throttles and breaks parts one by one', async () => {
    const emulator = await start();
    emulator.setFaults({ queue: [{ match: { method: 'DELETE' }, status: 429, retryAfter: 3 }] });
    const requests: unknown[] = Array.from({ length: 19 }, (_, i) => ({ ...request, id: `${i}` }));
    const answer = parts(await send(emulator, [...requests, { ...request, id: 'x', method: 'DELETE' }]));
    assert.deepEqual(
      [Object.keys(answer).length, answer['x']?.status, answer['x']?.headers['Retry-After']],
      [20, 429, '3'],
    );
    emulator.setFaults({ queue: [{ match: { path: 'virtualAppointment' }, cut: 'afterApply' }] });
    await assert.rejects(send(emulator, [request]));
  });
});
