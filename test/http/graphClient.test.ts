import assert from 'node:assert/strict';
import { GraphClient } from '../../src/core/graph/graphClient';
import {
  createAppointmentRequest,
  readAppointmentRequest,
  updateAppointmentRequest,
} from '../../src/core/graph/requests';
import type { Target } from '../../src/core/graph/target';
import { fetchTransport } from '../../src/node/fetchTransport';
import { ACCOUNT, countingIds, FakeClock, fixedTokens, RecordingLogger, TOKEN } from '../support/fakes';
import { type Handler, type LocalServer, startServer } from '../support/localServer';
import { PATIENT_MS, withPatience } from '../support/patience';

const TARGET: Target = {
  cloud: 'emulator',
  user: '3f2a4c6e-0000-4000-8000-000000000001',
  meetingId: 'MSo*0**19:meeting_x@thread.v2=',
};
const PATH =
  '/beta/users/3f2a4c6e-0000-4000-8000-000000000001/onlineMeetings/MSo%2A0%2A%2A19%3Ameeting_x%40thread.v2%3D/virtualAppointment';
const ID = '00000000-0000-4000-8000-00000000000';

let server: LocalServer | undefined;

afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function connect(handler: Handler, timeoutMs = PATIENT_MS) {
  const started = await startServer(handler);
  server = started;
  const logger = new RecordingLogger();
  const client = new GraphClient({
    endpoint: { cloud: 'emulator', root: started.origin },
    transport: fetchTransport,
    tokens: fixedTokens,
    clock: new FakeClock(),
    ids: countingIds(),
    logger,
    timeoutMs,
  });
  return { client, server: started, logger };
}

/** What our requests add to the wire; the rest is fetch's own. */
function ours({ server: { received } }: { server: LocalServer }) {
  return received.map(({ method, path, headers, body }) => ({
    method,
    path,
    body,
    headers: Object.fromEntries(
      [
        'authorization',
        'accept',
        'accept-language',
        'content-type',
        'if-match',
        'etag',
        'client-request-id',
        'prefer',
      ].flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
    ),
  }));
}

describe('GraphClient on the wire', () => {
  it('reads, updates and creates', async () => {
    const connection = await connect((_request, response) => response.writeHead(204).end());
    const { client } = connection;
    await client.call(readAppointmentRequest(TARGET, { acceptLanguage: 'de' }));
    await client.call(
      updateAppointmentRequest(TARGET, '{"a": "ä"}', 'W/"1"', { acceptLanguage: 'de, en;q=0.5' }),
    );
    await client.call(createAppointmentRequest(TARGET, '{}', { acceptLanguage: 'de' }));
    assert.deepStrictEqual(ours(connection), [
      {
        method: 'GET',
        path: PATH,
        body: '',
        headers: {
          authorization: `Bearer ${TOKEN}`,
          accept: 'application/json',
          'accept-language': 'de',
          'client-request-id': `${ID}1`,
        },
      },
      {
        method: 'PATCH',
        path: PATH,
        body: '{"a": "ä"}',
        headers: {
          authorization: `Bearer ${TOKEN}`,
          accept: 'application/json',
          'accept-language': 'de, en;q=0.5',
          'content-type': 'application/json',
          'if-match': 'W/"1"',
          'client-request-id': `${ID}2`,
        },
      },
      {
        method: 'PUT',
        path: PATH,
        body: '{}',
        headers: {
          authorization: `Bearer ${TOKEN}`,
          accept: 'application/json',
          'accept-language': 'de',
          'content-type': 'application/json',
          'client-request-id': `${ID}3`,
        },
      },
    ]);
  });

  it('an unconditional update has no If-Match, and fetch says that any language will do', async () => {
    const connection = await connect((_request, response) => response.writeHead(204).end());
    await connection.client.call(updateAppointmentRequest(TARGET, '{}', null, {}));
    const [sent] = ours(connection);
    assert.deepStrictEqual([sent?.headers['if-match'], sent?.headers['accept-language']], [undefined, '*']);
  });

  it('reads the answer', async () => {
    const { client, logger } = await connect((_request, response) =>
      response
        .writeHead(412, {
          'Content-Type': 'application/json',
          'request-id': 'r-1',
          'client-request-id': 'c-1',
        })
        .end(
          '{"error": {"code": "resourceModified", "message": "m", "innerError": {"code": "entityTagDoesNotMatch"}}}',
        ),
    );
    const { account, attempts, result } = await client.call(
      updateAppointmentRequest(TARGET, '{}', 'W/"1"', {}),
    );
    assert.ok(result.kind === 'reply');
    const { status, error, requestId } = result.reply;
    assert.deepStrictEqual(
      { account, attempts, status, error, requestId, log: logger.lines },
      {
        account: ACCOUNT,
        attempts: 1,
        status: 412,
        error: { code: 'resourceModified', message: 'm', innerCodes: ['entityTagDoesNotMatch'] },
        requestId: 'r-1',
        log: [`info PATCH 412 client-request-id=${ID}1 request-id=r-1`],
      },
    );
  });

  it('asks again after 429, with the same body and condition and a new id', async () => {
    let answers = 0;
    const connection = await connect((_request, response) => {
      answers += 1;
      if (answers === 1) response.writeHead(429, { 'Retry-After': '1' }).end();
      else response.writeHead(204).end();
    });
    const { attempts } = await connection.client.call(
      updateAppointmentRequest(TARGET, '{"a": 1}', 'W/"1"', {}),
    );
    assert.deepStrictEqual(
      {
        attempts,
        sent: ours(connection).map(({ body, headers }) => [
          body,
          headers['if-match'],
          headers['client-request-id'],
        ]),
      },
      {
        attempts: 2,
        sent: [
          ['{"a": 1}', 'W/"1"', `${ID}1`],
          ['{"a": 1}', 'W/"1"', `${ID}2`],
        ],
      },
    );
  });

  const LOST: readonly (readonly [name: string, handler: Handler, code: string])[] = [
    ['the connection breaks', (_request, response) => response.destroy(), 'UND_ERR_SOCKET'],
    ['the answer does not come', () => undefined, 'TIMEOUT'],
  ];
  for (const [name, handler, code] of LOST) {
    it(`sends a write once when ${name}`, async () => {
      const { connection, result, attempts } = await withPatience(
        300,
        async (limitMs) => {
          const connection = await connect(handler, limitMs);
          const request = updateAppointmentRequest(TARGET, '{}', null, {});
          return { connection, ...(await connection.client.call(request)) };
        },
        ({ connection }) => ours(connection).length === 0,
      );
      assert.ok(result.kind === 'failure' && result.failure.name === 'NetworkError');
      assert.deepStrictEqual(
        {
          delivery: result.failure.delivery,
          code: result.failure.code,
          attempts,
          sent: ours(connection).length,
        },
        { delivery: 'maybeSent', code, attempts: 1, sent: 1 },
      );
    });
  }

  it('cancelled on its way', async () => {
    const controller = new AbortController();
    const { client } = await connect(() => {
      controller.abort();
    });
    const { result } = await client.call(updateAppointmentRequest(TARGET, '{}', null, {}), controller.signal);
    assert.ok(result.kind === 'failure' && result.failure.name === 'CancelledError');
    assert.equal(result.failure.requestSent, true);
  });
});
