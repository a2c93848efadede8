import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { CancelledError, isNetworkError } from '../../src/core/errors';
import type { HttpRequest } from '../../src/core/ports';
import { gzipSync } from 'node:zlib';
import { fetchTransport, transportOver } from '../../src/node/fetchTransport';
import { type Handler, type LocalServer, startServer } from '../support/localServer';
import { PATIENT_MS, withPatience } from '../support/patience';

const running: LocalServer[] = [];

async function serve(handler: Handler): Promise<LocalServer> {
  const server = await startServer(handler);
  running.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const get = (url: string): HttpRequest => ({ method: 'GET', url, headers: {} });
const patch = (url: string, headers: HttpRequest['headers'] = {}): HttpRequest => ({
  method: 'PATCH',
  url,
  headers,
  body: '{}',
});
const send = (request: HttpRequest, options: { timeoutMs?: number; signal?: AbortSignal } = {}) =>
  fetchTransport.send(request, { timeoutMs: PATIENT_MS, ...options });

/** How a call failed, as far as callers look. */
async function failureOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'answered';
  } catch (error) {
    if (isNetworkError(error)) return `${error.delivery} ${error.code}`;
    if (error instanceof CancelledError) return `cancelled, ${error.requestSent ? 'sent' : 'not sent'}`;
    return String(error);
  }
}

describe('fetchTransport', () => {
  it('sends method, path, headers and body as they are, and gives the answer back', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(207, { ETag: 'W/"1"', 'X-Mixed-Case': 'Yes' }).end('{"a": "ä"}');
    });
    const body = '{\n  "n": 9007199254740993,\n  "name": "Grüße 😀"\n}';
    const path = '/beta/me/onlineMeetings/MSo%2A1%3D%252F/virtualAppointment';
    const answer = await send({
      method: 'PATCH',
      url: server.origin + path,
      headers: { 'If-Match': 'W/"ZfYd//wjAAA=="', 'Content-Type': 'application/json' },
      body,
    });
    const [request] = server.received;
    assert.deepStrictEqual(
      {
        request: [
          request?.method,
          request?.path,
          request?.headers['if-match'],
          request?.headers['content-type'],
          request?.body,
        ],
        answer: { ...answer, headers: [answer.headers['etag'], answer.headers['x-mixed-case']] },
        count: server.received.length,
      },
      {
        request: ['PATCH', path, 'W/"ZfYd//wjAAA=="', 'application/json', body],
        answer: { status: 207, body: '{"a": "ä"}', cutShort: false, headers: ['W/"1"', 'Yes'] },
        count: 1,
      },
    );
  });

  for (const status of [200, 204, 304, 400, 401, 412, 429, 500, 503]) {
    it(`${status} is an answer`, async () => {
      const { origin } = await serve((_request, response) => response.writeHead(status).end());
      const { headers: _headers, ...answer } = await send(patch(origin));
      assert.deepStrictEqual(answer, { status, body: '', cutShort: false });
    });
  }

  for (const status of [301, 302, 303, 307, 308]) {
    it(`${status} is not followed: the token stays with the host it is for`, async () => {
      const elsewhere = await serve((_request, response) => response.end());
      const server = await serve((_request, response) =>
        response.writeHead(status, { Location: `${elsewhere.origin}/` }).end(),
      );
      const answer = await send(patch(server.origin, { Authorization: 'Bearer canary' }));
      assert.deepStrictEqual(
        {
          status: answer.status,
          location: answer.headers['location'],
          asked: server.received.length,
          elsewhere: elsewhere.received.length,
        },
        { status, location: `${elsewhere.origin}/`, asked: 1, elsewhere: 0 },
      );
    });
  }

  it('a refused connection is certainly not sent', async () => {
    assert.equal(
      await failureOf(send(patch(`http://127.0.0.1:${await freePort()}`))),
      'notSent ECONNREFUSED',
    );
  });

  it('a host without an address is certainly not sent', async () => {
    const failure = await failureOf(send(patch('http://vappt-test.invalid/'), { timeoutMs: PATIENT_MS }));
    assert.match(failure, /^notSent (ENOTFOUND|EAI_AGAIN)$/);
  });

  it('a connection lost before the headers may have been sent', async () => {
    const server = await serve((_request, response) => response.destroy());
    assert.deepStrictEqual(
      { failure: await failureOf(send(patch(server.origin))), received: server.received.length },
      { failure: 'maybeSent UND_ERR_SOCKET', received: 1 },
    );
  });

  it('garbage instead of HTTP may have been sent', async () => {
    const server = await serve((_request, response) => response.socket?.end('what?\r\n\r\n'));
    assert.match(await failureOf(send(patch(server.origin))), /^maybeSent /);
  });

  describe('TLS', () => {
    it('regression: a server that does not speak it was not sent anything', async () => {
      const server = await serve((_request, response) => response.end());
      const failure = await failureOf(send(patch(server.origin.replace('http:', 'https:'))));
      assert.deepStrictEqual(
        { delivery: failure.split(' ')[0], received: server.received.length },
        { delivery: 'notSent', received: 0 },
      );
    });
  });

  describe('an answer that breaks off', () => {
    const cut =
      (status: number): Handler =>
      (_request, response) => {
        response.writeHead(status, { 'Content-Length': '1000', ETag: 'W/"1"' });
        response.write('{"error": ', () => response.destroy());
      };
    for (const status of [200, 412, 500]) {
      it(`keeps its status ${status} and its headers`, async () => {
        const { origin } = await serve(cut(status));
        const answer = await send(patch(origin));
        assert.deepStrictEqual(
          { status: answer.status, etag: answer.headers['etag'], cutShort: answer.cutShort },
          { status, etag: 'W/"1"', cutShort: true },
        );
      });
    }

    it('keeps its status when the rest does not come in time', async () => {
      const { origin } = await serve((_request, response) => {
        response.writeHead(412, { 'Content-Length': '1000' }).write('{');
      });
      const answer = await withPatience(
        200,
        (timeoutMs) => send(patch(origin), { timeoutMs }).catch(() => undefined),
        (given) => given === undefined,
      );
      assert.deepStrictEqual(
        { status: answer?.status, cutShort: answer?.cutShort },
        { status: 412, cutShort: true },
      );
    });
  });

  describe('a body with limits', () => {
    const MEGABYTE = 1024 * 1024;
    const limited = (limits: { stallMs?: number; maxBytes?: number }) =>
      transportOver((url, init) => fetch(url, init), { stallMs: PATIENT_MS, maxBytes: MEGABYTE, ...limits });

    it('is read up to the limit, and the connection is closed at the first byte beyond it', async () => {
      const sizes = await Promise.all(
        [MEGABYTE, MEGABYTE + 1].map(async (size) => {
          const { origin } = await serve((_request, response) => response.end('x'.repeat(size)));
          const { body, cutShort, defect } = await limited({}).send(get(origin), { timeoutMs: PATIENT_MS });
          return [body.length, cutShort, defect];
        }),
      );
      assert.deepStrictEqual(sizes, [
        [MEGABYTE, false, undefined],
        [0, true, 'tooLarge'],
      ]);
    });

    it('without an end is given up, which the server sees', async () => {
      let closed: Promise<unknown> | undefined;
      const { origin } = await serve((_request, response) => {
        closed = once(response, 'close');
        const more = (): void => {
          while (response.write(' '.repeat(MEGABYTE / 16)));
        };
        response.writeHead(200).on('drain', more);
        more();
      });
      const answer = await limited({}).send(get(origin), { timeoutMs: PATIENT_MS });
      await closed;
      assert.deepStrictEqual([answer.status, answer.defect], [200, 'tooLarge']);
    });

    it('that stops is given up before the time of the whole try is over, which the server sees', async () => {
      let closed: Promise<unknown> | undefined;
      const { origin } = await serve((_request, response) => {
        closed = once(response, 'close');
        response.writeHead(200, { ETag: 'W/"1"' }).write('{');
      });
      const { status, headers, defect } = await limited({ stallMs: 50 }).send(get(origin), {
        timeoutMs: 3_600_000,
      });
      await closed;
      assert.deepStrictEqual([status, headers['etag'], defect], [200, 'W/"1"', 'timeout']);
    });

    it('that comes piece by piece is read, however many pauses it makes', async () => {
      const { origin } = await serve((_request, response) => {
        let left = 20;
        const timer = setInterval(() => {
          left -= 1;
          response.write('x');
          if (left > 0) return;
          clearInterval(timer);
          response.end();
        }, 5);
      });
      const { body, cutShort } = await limited({}).send(get(origin), { timeoutMs: PATIENT_MS });
      assert.deepStrictEqual([body, cutShort], ['x'.repeat(20), false]);
    });

    it('counts as it is unpacked', async () => {
      const { origin } = await serve((_request, response) =>
        response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(' '.repeat(2 * MEGABYTE))),
      );
      const { defect } = await limited({}).send(get(origin), { timeoutMs: PATIENT_MS });
      assert.equal(defect, 'tooLarge');
    });

    it('that is cut inside a character is damaged, not guessed at', async () => {
      const { origin } = await serve((_request, response) => response.end(Buffer.from('ä').subarray(0, 1)));
      const { body, defect } = await send(get(origin));
      assert.deepStrictEqual([body, defect], ['', 'encoding']);
    });
  });

  it('a request that breaks off while its body is on the way may have been sent', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      let bytes = 0;
      socket.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > 100_000) socket.resetAndDestroy();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const request = { ...patch(`http://127.0.0.1:${port}/`), body: 'x'.repeat(20_000_000) };
    assert.match(await failureOf(send(request)), /^maybeSent /);
    server.close();
  });

  it('a time limit of the platform is a time limit', async () => {
    const failing = transportOver(() =>
      Promise.reject(
        new TypeError('fetch failed', {
          cause: Object.assign(new Error('x'), { code: 'UND_ERR_HEADERS_TIMEOUT' }),
        }),
      ),
    );
    const call = failing.send(patch('http://127.0.0.1/'), { timeoutMs: 1000 });
    assert.equal(await failureOf(call), 'maybeSent TIMEOUT');
  });

  it('an answer that does not come in time may have been sent', async () => {
    const server = await serve(() => undefined);
    const failure = await withPatience(
      200,
      (timeoutMs) => failureOf(send(patch(server.origin), { timeoutMs })),
      () => server.received.length === 0,
    );
    assert.deepStrictEqual(
      { failure, received: server.received.length },
      { failure: 'maybeSent TIMEOUT', received: 1 },
    );
  });

  describe('cancelling', () => {
    it('before: nothing goes out', async () => {
      const server = await serve((_request, response) => response.end());
      const failure = await failureOf(send(patch(server.origin), { signal: AbortSignal.abort() }));
      assert.deepStrictEqual(
        { failure, received: server.received.length },
        { failure: 'cancelled, not sent', received: 0 },
      );
    });

    it('while waiting for the answer: it may have been sent', async () => {
      const controller = new AbortController();
      const { origin } = await serve(() => {
        controller.abort();
      });
      assert.equal(await failureOf(send(patch(origin), { signal: controller.signal })), 'cancelled, sent');
    });

    it('closes the connection, which the server sees', async () => {
      for (const begins of [false, true]) {
        const controller = new AbortController();
        let closed: Promise<unknown> | undefined;
        const { origin } = await serve((_request, response) => {
          closed = once(response, 'close');
          if (begins)
            response.writeHead(200).write('{', () => {
              controller.abort();
            });
          else controller.abort();
        });
        assert.equal(await failureOf(send(patch(origin), { signal: controller.signal })), 'cancelled, sent');
        await closed;
      }
    });

    it('regression: in the middle of the answer it is still cancelling, not a broken answer', async () => {
      const controller = new AbortController();
      const { origin } = await serve((_request, response) => {
        response.writeHead(200, { 'Content-Length': '1000' }).write('{');
      });
      const headersArrived = () => {
        setImmediate(() => {
          controller.abort();
        });
      };
      subscribe('undici:request:headers', headersArrived);
      const failure = await failureOf(send(get(origin), { signal: controller.signal }));
      unsubscribe('undici:request:headers', headersArrived);
      assert.equal(failure, 'cancelled, sent');
    });

    it('control: after the answer it changes nothing', async () => {
      const controller = new AbortController();
      const { origin } = await serve((_request, response) => response.end('x'));
      const answer = await send(get(origin), { signal: controller.signal });
      controller.abort();
      assert.equal(answer.body, 'x');
    });
  });

  it('regression: a header that cannot be sent is a bug of ours, not a lost connection', async () => {
    const server = await serve((_request, response) => response.end());
    const failures = await Promise.all(
      ['W/"1"\r\nX-Evil: 1', 'W/"é😀"', 'W/"\u0000"'].map((tag) =>
        failureOf(send(patch(server.origin, { 'If-Match': tag }))),
      ),
    );
    assert.deepStrictEqual(
      {
        maybeSent: failures.filter((failure) => failure.startsWith('maybeSent')),
        received: server.received.length,
      },
      { maybeSent: [], received: 0 },
    );
  });

  it('sends several requests at once, each with its own answer', async () => {
    const { origin } = await serve((request, response) => response.end(request.path));
    const paths = Array.from({ length: 20 }, (_, index) => `/${index}`);
    const bodies = await Promise.all(paths.map(async (path) => (await send(get(origin + path))).body));
    assert.deepStrictEqual(bodies, paths);
  });
});
