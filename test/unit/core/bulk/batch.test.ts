import assert from 'node:assert/strict';
import { batchReplies } from '../../../../src/core/bulk/batchReply';
import { batchRequest, isBatchable } from '../../../../src/core/bulk/batchRequest';
import { BatchTransport } from '../../../../src/core/bulk/batchTransport';
import { NetworkError } from '../../../../src/core/errors';
import type { HttpRequest, HttpResponse } from '../../../../src/core/ports';
import { countingIds } from '../../../support/fakes';
import { answer, ScriptedTransport } from '../../../support/scriptedTransport';

const patch = (path: string, body = '{}'): HttpRequest => ({
  method: 'PATCH',
  url: `https://graph.microsoft.com${path}`,
  headers: { 'Content-Type': 'application/json', 'If-Match': 'W/"1"', Authorization: 'Bearer t' },
  body,
});

describe('batchRequest', () => {
  it('keeps bodies token for token, conditions per part, and the token in one place', () => {
    const body = '{\n  "n": 12345678901234567890, "e": "\\u0041", "z": 1.10\n}';
    const request = batchRequest([patch('/beta/me/a?x=%20', body), patch('/beta/me/b')], 'id-1');
    assert.equal(request.url, 'https://graph.microsoft.com/beta/$batch');
    assert.deepEqual(
      [request.headers['Authorization'], request.headers['client-request-id']],
      ['Bearer t', 'id-1'],
    );
    assert.ok(request.body?.includes(`"body":${body}`));
    const { requests } = JSON.parse(request.body ?? '') as { requests: Record<string, unknown>[] };
    assert.deepEqual(
      requests.map(({ id, method, url, headers }) => ({ id, method, url, headers })),
      ['/me/a?x=%20', '/me/b'].map((url, index) => ({
        id: String(index),
        method: 'PATCH',
        url,
        headers: { 'Content-Type': 'application/json', 'If-Match': 'W/"1"' },
      })),
    );
  });

  it('takes only what has the version of the batch', () => {
    assert.deepEqual(
      ['/beta/me/x', '/v1.0/me/x', '/betamax'].map((path) => isBatchable(patch(path))),
      [true, false, false],
    );
  });
});

describe('batchReplies', () => {
  const part = (id: unknown, status: unknown, more: object = {}): object => ({ id, status, ...more });
  const short = (replies: readonly HttpResponse[]): unknown[] =>
    replies.map(({ status, cutShort }) => (cutShort ? 'none' : status));
  const CASES: readonly (readonly [name: string, responses: unknown, expected: readonly unknown[]])[] = [
    ['in order', [part('0', 204), part('1', 412)], [204, 412]],
    ['out of order', [part('1', 412), part('0', 204)], [204, 412]],
    ['ids as numbers', [part(1, 412), part(0, 204)], [204, 412]],
    ['a part missing', [part('1', 204)], ['none', 204]],
    ['a part doubled', [part('0', 204), part('1', 204), part('0', 412)], ['none', 204]],
    ['a part three times', [part('0', 204), part('0', 204), part('0', 204)], ['none', 'none']],
    ['unknown parts', [part('0', 204), part('7', 400), part('x', 500), part('1', 204)], [204, 204]],
    ['a part without a status', [part('0', 'fine'), part('1', 204)], ['none', 204]],
    ['a part with an impossible status', [part('0', 1204), part('1', 204)], ['none', 204]],
    ['parts that are none', [null, 1, 'x', [], part('1', 204)], ['none', 204]],
    ['no parts', [], ['none', 'none']],
    ['no list', {}, ['none', 'none']],
  ];
  for (const [name, responses, expected] of CASES) {
    it(name, () => {
      assert.deepEqual(short(batchReplies(answer(200, { responses }), 2)), expected);
    });
  }

  it('a part has its own headers and body, and the ids of the batch where it has none', () => {
    const whole = answer(
      200,
      {
        responses: [
          part('0', 429, { headers: { 'Retry-After': 7, 'Request-Id': 'own', odd: {} }, body: { error: 1 } }),
          part('1', 204, { body: null }),
        ],
      },
      { 'request-id': 'outer', 'retry-after': '99' },
    );
    assert.deepEqual(batchReplies(whole, 2), [
      {
        status: 429,
        headers: { 'request-id': 'own', 'retry-after': '7' },
        body: '{"error":1}',
        cutShort: false,
      },
      { status: 204, headers: { 'request-id': 'outer' }, body: '', cutShort: false },
    ]);
  });

  it('an answer that refuses the batch is the answer to each part', () => {
    const refusal = answer(429, '', { 'retry-after': '3' });
    assert.deepEqual(batchReplies(refusal, 2), [refusal, refusal]);
  });

  it('an answer that breaks off, or is no JSON, is no answer to any part', () => {
    const broken = { ...answer(200), cutShort: true };
    assert.deepEqual(short(batchReplies(broken, 1)), ['none']);
    assert.deepEqual(short(batchReplies(answer(200, '<html>'), 1)), ['none']);
  });
});

describe('BatchTransport', () => {
  const OPTIONS = { timeoutMs: 1000 };
  const all = (status: number) => (request: HttpRequest) => {
    const { requests } = JSON.parse(request.body ?? '') as { requests: { id: string }[] };
    return answer(200, { responses: requests.map(({ id }) => ({ id, status })) });
  };
  const sizes = ({ requests }: ScriptedTransport): number[] =>
    requests.map(({ body }) => (JSON.parse(body ?? '') as { requests: unknown[] }).requests.length);

  function batches(server: ConstructorParameters<typeof ScriptedTransport>[0], senders: number) {
    const wire = new ScriptedTransport(server);
    const parts: number[] = [];
    const transport = new BatchTransport(wire, countingIds(), ({ status }) => parts.push(status));
    for (let count = 0; count < senders; count += 1) transport.enter();
    return { wire, transport, parts };
  }

  it('sends at most 20 together, and the rest when nobody has more to add', async () => {
    const { wire, transport, parts } = batches([all(204), all(204), all(204)], 45);
    await Promise.all(Array.from({ length: 45 }, () => transport.send(patch('/beta/x'), OPTIONS)));
    assert.deepEqual(sizes(wire), [20, 20, 5]);
    assert.equal(parts.length, 45);
  });

  it('waits for those who may still send, and no longer', async () => {
    const { wire, transport } = batches([all(204)], 3);
    const sent = [transport.send(patch('/beta/x'), OPTIONS), transport.send(patch('/beta/y'), OPTIONS)];
    assert.deepEqual(wire.requests, []);
    transport.leave();
    await Promise.all(sent);
    assert.deepEqual(sizes(wire), [2]);
  });

  it('stays below 4 MB; what is too large by itself goes alone, outside a batch', async () => {
    const large = `{"a":"${'x'.repeat(600_000)}"}`;
    const { wire, transport } = batches([answer(204), all(204), all(204)], 4);
    const bodies = [large, large, `{"a":"${'x'.repeat(2_000_000)}"}`, '{}'];
    const replies = await Promise.all(bodies.map((body) => transport.send(patch('/beta/x', body), OPTIONS)));
    assert.deepEqual(
      replies.map(({ status }) => status),
      [204, 204, 204, 204],
    );
    assert.deepEqual(wire.requests.map(({ method }) => method).sort(), ['PATCH', 'POST', 'POST']);
    assert.ok(wire.requests.every(({ body = '' }) => body.length < 4_000_000));
  });

  it('a lost batch is lost for each of its parts', async () => {
    const { transport } = batches([new NetworkError('maybeSent', 'ECONNRESET')], 2);
    const sent = await Promise.allSettled([1, 2].map(() => transport.send(patch('/beta/x'), OPTIONS)));
    assert.deepEqual(
      sent.map((each) => each.status === 'rejected' && String(each.reason)),
      ['NetworkError: ECONNRESET (maybeSent)', 'NetworkError: ECONNRESET (maybeSent)'],
    );
  });
});
