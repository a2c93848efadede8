import assert from 'node:assert/strict';
import {
  BatchRequestContent,
  BatchResponseContent,
  Client,
  GraphError,
  ResponseType,
} from '@microsoft/microsoft-graph-client';
import { SAMPLE_MEETING_ID, type Emulator, type FaultsInput } from '../../src/emulator';
import { APPOINTMENT, emptyMeeting, start } from './emulator/support';

/*
 * Microsoft's own client has to get along with the emulator as it is: nothing of it is replaced, and it is configured
 * with nothing but `baseUrl`, `customHosts`, `defaultVersion` and `authProvider`.
 *
 * It gives tokens to https addresses only, and the emulator speaks http on loopback: whoever uses the two together
 * puts something between them that ends TLS. Here that is the platform's `fetch`, which takes the `s` off.
 */
const platformFetch = globalThis.fetch;

function fetchWithoutTls(...[input, init]: Parameters<typeof fetch>): ReturnType<typeof fetch> {
  assert.ok(typeof input === 'string');
  return platformFetch(input.replace(/^https:\/\/127\.0\.0\.1:/, 'http://127.0.0.1:'), init);
}

/** The path as the client wants it: without the version. */
const PATH = APPOINTMENT.replace('/beta', '');
const BODY = { externalAppointmentId: 'ext-2', settings: { allowClientToJoinUsingBrowser: false } };

interface Entity {
  readonly '@odata.etag': string;
  readonly id: string;
  readonly [member: string]: unknown;
}

function clientOf(emulator: Emulator, token = emulator.issueToken().access_token): Client {
  return Client.init({
    baseUrl: `https://127.0.0.1:${emulator.port}`,
    customHosts: new Set(['127.0.0.1']),
    defaultVersion: 'beta',
    authProvider: (done) => {
      done(null, token);
    },
  });
}

async function connect(faults: FaultsInput = {}): Promise<{ emulator: Emulator; client: Client }> {
  const emulator = await start({ faults });
  return { emulator, client: clientOf(emulator) };
}

async function read(client: Client, path = PATH): Promise<Entity> {
  return (await client.api(path).get()) as Entity;
}

async function failureOf(call: Promise<unknown>): Promise<GraphError> {
  const failure: unknown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  assert.ok(failure instanceof GraphError, String(failure));
  return failure;
}

function part(method: string, url: string, { body, tag }: { body?: unknown; tag?: string } = {}): Request {
  return new Request(`https://graph.microsoft.com${url}`, {
    method,
    headers: {
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(tag !== undefined && { 'If-Match': tag }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

async function sendBatch(client: Client, content: BatchRequestContent): Promise<BatchResponseContent> {
  const answer: unknown = await client.api('/$batch').post(await content.getContent());
  return new BatchResponseContent(answer as ConstructorParameters<typeof BatchResponseContent>[0]);
}

async function codeOf(response: Response | undefined): Promise<string | undefined> {
  const body = (await response?.json()) as { error?: { code: string } };
  return body.error?.code;
}

describe('Microsoft’s JavaScript Graph client against the emulator', () => {
  before(() => {
    globalThis.fetch = fetchWithoutTls;
  });
  after(() => {
    globalThis.fetch = platformFetch;
  });

  it('creates an appointment', async () => {
    const { emulator, client } = await connect();
    const path = emptyMeeting(emulator).replace('/beta', '');
    const created = (await client.api(path).put(BODY)) as Entity;
    const { '@odata.etag': etag, id, ...found } = await read(client, path);
    assert.match(etag, /^W\/".+"$/);
    assert.deepEqual(
      [id, found['externalAppointmentId'], found['settings'], typeof found['appointmentClientJoinWebUrl']],
      [created.id, 'ext-2', { allowClientToJoinUsingBrowser: false }, 'string'],
    );
  });

  it('reads an appointment, the tag in the entity and in the headers', async () => {
    const { emulator, client } = await connect();
    const entity = await read(client);
    const response = (await client.api(PATH).responseType(ResponseType.RAW).get()) as Response;
    const stored = emulator.state().meetings[0]?.appointment;
    assert.deepEqual(
      {
        tags: [entity['@odata.etag'], response.headers.get('etag')],
        entity: entity['externalAppointmentUrl'],
        echoed:
          response.headers.get('client-request-id') === emulator.log().at(-1)?.headers['client-request-id'],
      },
      { tags: [stored?.etag, stored?.etag], entity: stored?.entity.externalAppointmentUrl, echoed: true },
    );
  });

  it('updates on a condition: 204 and then, with the spent tag, 412', async () => {
    const { emulator, client } = await connect();
    const { '@odata.etag': etag } = await read(client);
    const update = (body: unknown): Promise<unknown> =>
      client.api(PATH).header('If-Match', etag).patch(body) as Promise<unknown>;
    assert.equal(await update(BODY), undefined);
    const { statusCode, code, message, requestId } = await failureOf(
      update({ externalAppointmentId: 'late' }),
    );
    const after = await read(client);
    assert.deepEqual(
      { statusCode, code, message, requestId, id: after['externalAppointmentId'] },
      {
        statusCode: 412,
        code: 'resourceModified',
        message: "ETag does not match current item's value",
        requestId: emulator.log().find(({ status }) => status === 412)?.requestId,
        id: 'ext-2',
      },
    );
    assert.notEqual(after['@odata.etag'], etag);
  });

  it('deletes, and asks for the join link of v1.0', async () => {
    const { client } = await connect();
    const link = (await client
      .api(PATH.replace('/virtualAppointment', '/getVirtualAppointmentJoinWebUrl'))
      .version('v1.0')
      .get()) as { value: string };
    assert.match(link.value, /^https:\/\//);
    assert.equal(await client.api(PATH).delete(), undefined);
    assert.equal((await failureOf(read(client))).statusCode, 404);
  });

  it('finds a meeting by its join link, and creates one', async () => {
    const { emulator, client } = await connect();
    const created = (await client.api('/me/onlineMeetings').post({ subject: 'New' })) as {
      id: string;
      joinWebUrl: string;
    };
    const found = (await client
      .api('/me/onlineMeetings')
      .filter(`JoinWebUrl eq '${encodeURIComponent(created.joinWebUrl)}'`)
      .get()) as { value: { id: string }[] };
    assert.deepEqual(
      found.value.map(({ id }) => id),
      [created.id],
    );
    assert.equal(emulator.state().meetings.at(-1)?.subject, 'New');
  });

  describe('$batch', () => {
    it('one conditional part is 204, one 412', async () => {
      const { client } = await connect();
      const { '@odata.etag': tag } = await read(client);
      const content = new BatchRequestContent([
        { id: 'right', request: part('PATCH', PATH, { body: BODY, tag }) },
        { id: 'late', request: part('PATCH', PATH, { body: { externalAppointmentId: 'late' }, tag }) },
        { id: 'link', request: part('GET', `/me/onlineMeetings/${SAMPLE_MEETING_ID}`) },
      ]);
      const answers = await sendBatch(client, content);
      const [right, late, link] = ['right', 'late', 'link'].map((id) => answers.getResponseById(id));
      assert.deepEqual(
        {
          statuses: [right?.status, late?.status, link?.status],
          right: await right?.text(),
          late: await codeOf(late),
          link: ((await link?.json()) as { id: string }).id,
          now: (await read(client))['externalAppointmentId'],
        },
        {
          statuses: [204, 412, 200],
          right: '',
          late: 'resourceModified',
          link: SAMPLE_MEETING_ID,
          now: 'ext-2',
        },
      );
    });

    it('a part waits for the one it depends on, and is 424 when that one failed', async () => {
      const { client } = await connect();
      const { '@odata.etag': tag } = await read(client);
      const content = new BatchRequestContent([
        { id: '1', request: part('PATCH', PATH, { body: BODY, tag }) },
        { id: '2', request: part('GET', PATH), dependsOn: ['1'] },
        { id: '3', request: part('PATCH', PATH, { body: BODY, tag }), dependsOn: ['2'] },
        { id: '4', request: part('GET', PATH), dependsOn: ['3'] },
      ]);
      const answers = await sendBatch(client, content);
      const all = [...answers.getResponses()].sort(([a], [b]) => a.localeCompare(b));
      const second = (await answers.getResponseById('2').json()) as Entity;
      assert.deepEqual(
        {
          statuses: all.map(([id, { status }]) => [id, status]),
          read: second['externalAppointmentId'],
          sameTag: answers.getResponseById('2').headers.get('etag') === second['@odata.etag'],
        },
        {
          statuses: [
            ['1', 204],
            ['2', 200],
            ['3', 412],
            ['4', 424],
          ],
          read: 'ext-2',
          sameTag: true,
        },
      );
    });

    it('a part that is throttled carries its own Retry-After', async () => {
      const { client } = await connect({ queue: [{ match: { method: 'PATCH' }, retryAfter: 7 }] });
      const content = new BatchRequestContent([{ id: '1', request: part('PATCH', PATH, { body: BODY }) }]);
      const answer = (await sendBatch(client, content)).getResponseById('1');
      assert.deepEqual(
        [answer.status, answer.headers.get('retry-after'), await codeOf(answer)],
        [429, '7', 'TooManyRequests'],
      );
    });
  });

  describe('errors', () => {
    const CASES: readonly (readonly [
      name: string,
      fault: NonNullable<FaultsInput['queue']>[number],
      expected: Pick<GraphError, 'statusCode' | 'code' | 'message'>,
    ])[] = [
      [
        'code and message',
        { status: 403, code: 'General', message: 'No.' },
        { statusCode: 403, code: 'General', message: 'No.' },
      ],
      ['an empty code', { status: 412, code: '', message: '' }, { statusCode: 412, code: '', message: '' }],
      [
        'a conflict',
        { status: 409, retryAfter: 300 },
        { statusCode: 409, code: 'Conflict', message: 'Conflict' },
      ],
      [
        'a server error',
        { status: 500 },
        { statusCode: 500, code: 'generalException', message: 'Internal Server Error' },
      ],
    ];
    for (const [name, fault, expected] of CASES) {
      it(`${name}: GraphError has them, and the request id`, async () => {
        const { emulator, client } = await connect({ queue: [fault] });
        const { statusCode, code, message, requestId, date } = await failureOf(client.api(PATH).patch(BODY));
        assert.deepEqual({ statusCode, code, message }, expected);
        assert.deepEqual(
          [requestId, Number.isNaN(date.getTime())],
          [emulator.log().at(-1)?.requestId, false],
        );
      });
    }

    it('no token that counts: 401', async () => {
      const emulator = await start();
      const { statusCode, code } = await failureOf(read(clientOf(emulator, 'eyJhbGciOiJub25lIn0.e30.x')));
      assert.deepEqual([statusCode, code], [401, 'InvalidAuthenticationToken']);
    });

    it('a bad body: 400 that names the member', async () => {
      const { client } = await connect();
      const { statusCode, code, message } = await failureOf(client.api(PATH).patch({ settings: { x: 1 } }));
      assert.deepEqual([statusCode, code], [400, 'BadRequest']);
      assert.match(message, /settings\.x/);
    });

    it('retired: 400, segment not found', async () => {
      const { client } = await connect({ retired: true });
      const { statusCode, message } = await failureOf(read(client));
      assert.deepEqual(
        [statusCode, message],
        [400, "Resource not found for the segment 'virtualAppointment'."],
      );
    });

    for (const body of ['html', 'empty', 'garbage'] as const) {
      it(`a body that is ${body}: the status is left`, async () => {
        const { client } = await connect({ queue: [{ status: 502, body }] });
        assert.equal((await failureOf(client.api(PATH).patch(BODY))).statusCode, 502);
      });
    }

    it('throttled: the client asks again by itself, and says so', async () => {
      const { emulator, client } = await connect({ queue: [{ retryAfter: 0, times: 2 }] });
      assert.equal(await client.api(PATH).patch(BODY), undefined);
      assert.deepEqual(
        emulator.log().map(({ status, headers }) => [status, headers['retry-attempt']]),
        [
          [429, undefined],
          [429, '1'],
          [204, '2'],
        ],
      );
    });
  });

  it('over plain http the client keeps its token to itself: that is why TLS is ended in between', async () => {
    const { emulator } = await connect();
    const client = Client.init({
      baseUrl: emulator.origin,
      customHosts: new Set(['127.0.0.1']),
      defaultVersion: 'beta',
      authProvider: (done) => {
        done(null, emulator.issueToken().access_token);
      },
    });
    const { statusCode, message } = await failureOf(read(client));
    assert.deepEqual([statusCode, message], [401, 'Access token is empty.']);
    assert.equal(emulator.log().at(-1)?.headers['authorization'], undefined);
  });
});
