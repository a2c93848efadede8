import assert from 'node:assert/strict';
import { decisions, type Emulator } from '../../../src/emulator';
import {
  APPOINTMENT,
  call,
  emptyMeeting,
  OTHER_USER,
  patch,
  read,
  SAMPLE,
  start,
  type Answer,
} from './support';

type Check = (emulator: Emulator) => Promise<void>;

const says = (answer: Answer, status: number, code: string, message: RegExp | string): void => {
  assert.deepEqual([answer.status, answer.code], [status, code], answer.text);
  if (typeof message === 'string') assert.equal(answer.message, message);
  else assert.match(answer.message, message);
};

/** After this PATCH the appointment has these members and is otherwise unchanged. */
async function patched(emulator: Emulator, body: unknown, expected: Record<string, unknown>): Promise<void> {
  const before = await read(emulator);
  assert.equal((await patch(emulator, body)).status, 204);
  assert.deepEqual((await read(emulator)).entity, { ...before.entity, ...expected });
}

/** One test for every row of the table: the compiler asks for the missing ones. */
const checks: Record<keyof typeof decisions, Check> = {
  quotedBoolean: async (emulator) => {
    const settings = { allowClientToJoinUsingBrowser: 'false' };
    await patched(emulator, { settings }, { settings: { allowClientToJoinUsingBrowser: false } });
    says(
      await patch(emulator, { settings: { allowClientToJoinUsingBrowser: 'False' } }),
      400,
      'BadRequest',
      /'settings\.allowClientToJoinUsingBrowser'.*Edm\.Boolean/,
    );
  },
  idInBody: (emulator) =>
    patched(emulator, { id: 'something else', externalAppointmentId: 'x' }, { externalAppointmentId: 'x' }),
  annotations: async (emulator) => {
    const typed = (prefix: string): unknown => ({
      '@odata.type': `${prefix}microsoft.graph.virtualAppointment`,
      '@odata.context': 'ignored',
      'settings@odata.type': 'ignored',
      appointmentClients: [
        { '@odata.type': `${prefix}microsoft.graph.virtualAppointmentUser`, displayName: 'C' },
      ],
    });
    await patched(emulator, typed('#'), { appointmentClients: [{ displayName: 'C' }] });
    await patched(emulator, typed(''), { appointmentClients: [{ displayName: 'C' }] });
    says(
      await patch(emulator, { '@odata.type': '#microsoft.graph.event' }),
      400,
      'BadRequest',
      /'@odata\.type'/,
    );
  },
  unknownMember: async (emulator) => {
    const rows: [unknown, string][] = [
      [{ nope: 1 }, 'nope'],
      [{ settings: { foo: true } }, 'settings.foo'],
      [{ appointmentClients: [{}, { email: 'x' }] }, 'appointmentClients[1].email'],
      [JSON.parse('{"__proto__":{}}'), '__proto__'],
      [{ constructor: 1 }, 'constructor'],
    ];
    for (const [body, path] of rows)
      assert.ok((await patch(emulator, body)).message.startsWith(`Invalid property '${path}'`), path);
    assert.equal(
      (await call(emulator, emptyMeeting(emulator), { method: 'PUT', body: { nope: 1 } })).status,
      400,
    );
  },
  wrongType: async (emulator) => {
    const before = await read(emulator);
    const rows: [unknown, string, string][] = [
      [[], '', 'an array'],
      ['"text"', '', 'a JSON string'],
      [{ externalAppointmentId: 7 }, 'externalAppointmentId', 'a JSON number'],
      [{ externalAppointmentUrl: true }, 'externalAppointmentUrl', 'a JSON boolean'],
      [{ settings: 'secret' }, 'settings', 'a JSON string'],
      [
        { settings: { allowClientToJoinUsingBrowser: 1 } },
        'settings.allowClientToJoinUsingBrowser',
        'a JSON number',
      ],
      [{ appointmentClients: { displayName: 'secret' } }, 'appointmentClients', 'an object'],
      [{ appointmentClients: ['secret'] }, 'appointmentClients[0]', 'a JSON string'],
      [{ appointmentClients: [null] }, 'appointmentClients[0]', 'null'],
      [
        { appointmentClients: [{ emailAddress: { address: 'secret' } }] },
        'appointmentClients[0].emailAddress',
        'an object',
      ],
    ];
    for (const [body, path, found] of rows) {
      const answer = await patch(emulator, body);
      assert.equal(answer.status, 400, path);
      const what = path === '' ? 'request body' : `property '${path}'`;
      assert.ok(answer.message.startsWith(`Invalid ${what}: `), answer.message);
      assert.ok(answer.message.endsWith(`found ${found}.`), answer.message);
      assert.doesNotMatch(answer.message, /secret/);
    }
    assert.deepEqual(await read(emulator), before);
  },
  memberMissing: async (emulator) => {
    const token = emulator.issueToken({ scopes: ['VirtualAppointmentNotification.Send'] }).access_token;
    const body = { attendees: [{ phoneNumber: '+12025550100' }], messageType: 'confirmation' };
    const answer = await call(emulator, `${SAMPLE}/sendVirtualAppointmentSms`, {
      method: 'POST',
      body,
      token,
    });
    says(answer, 400, 'BadRequest', "Invalid property 'attendees[0].timeZone': a value is required.");
  },
  nullScalar: async (emulator) => {
    const cleared = {
      externalAppointmentId: null,
      externalAppointmentUrl: null,
      appointmentClientJoinWebUrl: null,
      settings: null,
    };
    await patched(emulator, cleared, cleared);
  },
  clientsNull: (emulator) => patched(emulator, { appointmentClients: null }, { appointmentClients: [] }),
  clientsReplaced: async (emulator) => {
    const one = { appointmentClients: [{ displayName: 'Only one' }] };
    await patched(emulator, one, one);
    await patched(emulator, { appointmentClients: [] }, { appointmentClients: [] });
  },
  settingsMerge: async (emulator) => {
    await patched(emulator, { settings: {} }, {});
    await patched(emulator, { settings: null }, { settings: null });
    const settings = { allowClientToJoinUsingBrowser: false };
    await patched(emulator, { settings }, { settings });
  },
  clientAsSent: (emulator) => {
    const sent = { appointmentClients: [{ emailAddress: 'c@example.com' }, { displayName: null }] };
    return patched(emulator, sent, sent);
  },
  emptyPatch: async (emulator) => {
    const before = await read(emulator);
    assert.equal((await patch(emulator, {})).status, 204);
    const after = await read(emulator);
    assert.deepEqual(after.entity, before.entity);
    assert.notEqual(after.etag, before.etag);
  },
  patchMissing: async (emulator) => {
    const path = emptyMeeting(emulator);
    const calls = [
      { method: 'GET' },
      { method: 'PATCH', body: {} },
      { method: 'PATCH', body: {}, headers: { 'if-match': '*' } },
      { method: 'DELETE' },
    ];
    for (const each of calls)
      says(
        await call(emulator, path, each),
        404,
        'NotFound',
        'The virtual appointment of this online meeting does not exist.',
      );
  },
  noIfMatch: async (emulator) => {
    assert.equal((await patch(emulator, { externalAppointmentId: 'x' })).status, 204);
    assert.equal((await call(emulator, APPOINTMENT, { method: 'DELETE' })).status, 204);
  },
  ifMatchStar: async (emulator) => {
    assert.equal((await patch(emulator, {}, '*')).status, 204);
    assert.equal((await patch(emulator, {}, ' * ')).status, 204);
  },
  ifMatchList: async (emulator) => {
    const { etag } = await read(emulator);
    assert.equal((await patch(emulator, {}, `W/"AAAA", ${etag}`)).status, 204);
    assert.equal((await patch(emulator, {}, `W/"AAAA",W/"BBBB"`)).status, 412);
  },
  ifMatchMalformed: async (emulator) => {
    const { etag } = await read(emulator);
    const broken = [
      'AAAA',
      'W/AAAA',
      etag.slice(2, -1),
      etag.replace('W/', 'w/'),
      etag.replaceAll('"', '\\"'),
      `*, ${etag}`,
      `${etag} ${etag}`,
      `${etag},`,
      '',
    ];
    for (const tag of broken)
      says(
        await patch(emulator, { externalAppointmentId: 'x' }, tag),
        400,
        'BadRequest',
        'The If-Match header contains an invalid value.',
      );
    assert.equal((await read(emulator)).etag, etag);
  },
  ifMatchMismatch: async (emulator) => {
    const before = await read(emulator);
    const strong = before.etag.slice(2);
    for (const [method, tag] of [
      ['PATCH', 'W/"AAAA"'],
      ['PATCH', strong],
      ['PUT', strong],
      ['DELETE', 'W/"AAAA"'],
    ] as const) {
      const body = method === 'DELETE' ? undefined : { externalAppointmentId: 'x' };
      const answer = await call(emulator, APPOINTMENT, { method, body, headers: { 'if-match': tag } });
      says(answer, 412, 'resourceModified', "ETag does not match current item's value");
    }
    assert.deepEqual(await read(emulator), before);
  },
  tagOnRead: async (emulator) => {
    const { headers, json } = await call(emulator, APPOINTMENT);
    assert.match(headers.get('etag') ?? '', /^W\/"[A-Za-z0-9+/]+=*"$/);
    assert.equal(json['@odata.etag'], headers.get('etag'));
    assert.match(
      String(json['@odata.context']),
      /\/beta\/\$metadata#users\('.+'\)\/onlineMeetings\('.+'\)\/virtualAppointment\/\$entity$/,
    );
    assert.equal(json['externalAppointmentId'], 'ext-1');
    assert.equal('value' in json, false);
  },
  tagOnWrite: async (emulator) => {
    const put = await call(emulator, emptyMeeting(emulator), { method: 'PUT', body: {} });
    assert.deepEqual([put.status, put.headers.get('etag'), put.json['@odata.etag']], [201, null, undefined]);
    const patched = await patch(emulator, {});
    assert.deepEqual([patched.status, patched.headers.get('etag'), patched.text], [204, null, '']);
  },
  preferIgnored: async (emulator) => {
    const headers = { prefer: 'return=representation' };
    const answer = await call(emulator, APPOINTMENT, { method: 'PATCH', body: {}, headers });
    assert.deepEqual([answer.status, answer.text], [204, '']);
  },
  firstPut: async (emulator) => {
    const path = emptyMeeting(emulator);
    assert.equal((await call(emulator, path, { method: 'PUT', body: {} })).status, 201);
    emulator.setFaults({ queue: [{ status: 409, retryAfter: 120, match: { method: 'PUT' } }] });
    const provisioning = await call(emulator, emptyMeeting(emulator), { method: 'PUT', body: {} });
    assert.deepEqual([provisioning.status, provisioning.headers.get('retry-after')], [409, '120']);
  },
  putExisting: async (emulator) => {
    const before = await read(emulator);
    for (const headers of [{}, { 'if-match': before.etag }, { 'if-match': '*' }] as Record<
      string,
      string
    >[]) {
      const answer = await call(emulator, APPOINTMENT, { method: 'PUT', body: {}, headers });
      says(answer, 409, 'nameAlreadyExists', /already exists/);
      assert.equal(answer.headers.get('retry-after'), null);
    }
    assert.deepEqual(await read(emulator), before);
  },
  putConditional: async (emulator) => {
    const path = emptyMeeting(emulator);
    const answer = await call(emulator, path, { method: 'PUT', body: {}, headers: { 'if-match': '*' } });
    says(answer, 412, 'resourceModified', /ETag/);
    assert.equal((await call(emulator, path)).status, 404);
  },
  joinUrlGenerated: async (emulator) => {
    const path = emptyMeeting(emulator);
    const { json } = await call(emulator, path, {
      method: 'PUT',
      body: { externalAppointmentId: 'e', appointmentClientJoinWebUrl: null },
    });
    assert.match(String(json['id']), /^[0-9a-f-]{36}$/);
    assert.match(
      String(json['appointmentClientJoinWebUrl']),
      /^https:\/\/visit\.teams\.microsoft\.com\/webrtc-svc\/api\/route\?/,
    );
    const own = { appointmentClientJoinWebUrl: 'https://join.example.com/1' };
    const given = await call(emulator, emptyMeeting(emulator), { method: 'PUT', body: own });
    assert.equal(given.json['appointmentClientJoinWebUrl'], own.appointmentClientJoinWebUrl);
  },
  segmentNotFound: async (emulator) => {
    const rows: [string, string][] = [
      [APPOINTMENT.replace('onlineMeetings', 'onlineMeeting'), 'onlineMeeting'],
      [APPOINTMENT.replace('beta', 'v1.0'), 'virtualAppointment'],
      [`${APPOINTMENT}/%24ref`, '$ref'],
      ['/v2.0/me/onlineMeetings', 'v2.0'],
      ['/beta/communications/onlineMeetings', 'communications'],
      ['/beta/me', 'me'],
      ['/', ''],
    ];
    for (const [path, segment] of rows)
      says(
        await call(emulator, path, { token: null }),
        400,
        'BadRequest',
        `Resource not found for the segment '${segment}'.`,
      );
  },
  segmentCase: async (emulator) => {
    assert.equal((await call(emulator, `${APPOINTMENT}/`)).status, 200);
    assert.equal((await call(emulator, APPOINTMENT.replace('onlineMeetings', 'onlinemeetings'))).status, 400);
  },
  wrongMethod: async (emulator) => {
    const rows: [string, string, string][] = [
      ['POST', APPOINTMENT, 'GET, PUT, PATCH, DELETE'],
      ['OPTIONS', APPOINTMENT, 'GET, PUT, PATCH, DELETE'],
      ['PATCH', SAMPLE, 'GET'],
      ['DELETE', '/beta/me/onlineMeetings', 'GET, POST'],
      ['GET', '/beta/$batch', 'POST'],
      ['GET', `${SAMPLE}/sendVirtualAppointmentSms`, 'POST'],
    ];
    for (const [method, path, allow] of rows) {
      const answer = await call(emulator, path, { method });
      says(answer, 405, 'Request_BadRequest', /not allowed/);
      assert.equal(answer.headers.get('allow'), allow);
    }
  },
  noContentType: async (emulator) => {
    const token = emulator.issueToken().access_token;
    const untyped = await fetch(emulator.origin + APPOINTMENT, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${token}` },
      body: new TextEncoder().encode('{}'),
    });
    assert.equal(untyped.status, 400);
    for (const body of ['{', '{"externalAppointmentId":"secret",}', '{} {}', 'hello'])
      says(await patch(emulator, body), 400, 'BadRequest', /^Unable to read JSON request payload\./);
  },
  otherContentType: async (emulator) => {
    const types: [string, number][] = [
      ['text/plain', 415],
      ['application/x-www-form-urlencoded', 415],
      ['application/merge-patch+json', 415],
      ['application/json; charset=utf-16', 415],
      ['application/json;odata.metadata=minimal;IEEE754Compatible=true', 204],
      ['APPLICATION/JSON; charset=UTF-8', 204],
    ];
    for (const [type, status] of types) {
      const answer = await call(emulator, APPOINTMENT, {
        method: 'PATCH',
        body: '{}',
        headers: { 'content-type': type },
      });
      assert.equal(answer.status, status, type);
      if (status === 415) assert.equal(answer.code, 'RequestBodyRead');
    }
  },
  emptyBody: async (emulator) => {
    for (const body of ['', ' \n'])
      says(await patch(emulator, body), 400, 'BadRequest', 'Empty Payload. JSON content expected.');
  },
  tooLarge: async (emulator) => {
    const body = `{"externalAppointmentId":"${'x'.repeat(4 * 1024 * 1024)}"}`;
    says(await patch(emulator, body), 413, 'RequestEntityTooLarge', /4 MB/);
  },
  expiredToken: async (emulator) => {
    const token = emulator.issueToken({ lifetimeSeconds: 0 }).access_token;
    says(
      await call(emulator, APPOINTMENT, { token }),
      401,
      'InvalidAuthenticationToken',
      'Access token has expired or is not yet valid.',
    );
  },
  missingScope: async (emulator) => {
    const token = emulator.issueToken({ scopes: ['OnlineMeetings.Read'] }).access_token;
    assert.equal((await call(emulator, APPOINTMENT, { token })).status, 200);
    const answer = await call(emulator, APPOINTMENT, { method: 'PATCH', body: {}, token });
    says(answer, 403, 'Forbidden', /'OnlineMeetings\.ReadWrite'.*'OnlineMeetings\.Read'/);
  },
  unknownUser: async (emulator) => {
    for (const user of ['11111111-0000-4000-8000-000000000000', 'sam@example.com']) {
      const path = APPOINTMENT.replace('/me/', `/users/${user}/`);
      says(await call(emulator, path), 404, 'Request_ResourceNotFound', new RegExp(`'${user}'`));
    }
  },
  organizerMismatch: async (emulator) => {
    const token = emulator.issueToken({ user: OTHER_USER }).access_token;
    says(
      await call(emulator, APPOINTMENT, { token }),
      404,
      'NotFound',
      `Organizer Id mismatch User Id: ${OTHER_USER}.`,
    );
    const asOrganizer = SAMPLE.replace('/me/', '/users/3F2A4C6E-0000-4000-8000-000000000001/');
    assert.equal((await call(emulator, asOrganizer)).status, 200);
    says(
      await call(emulator, asOrganizer, { token }),
      403,
      'Forbidden',
      `Organizer Id mismatch User Id: ${OTHER_USER}.`,
    );
    const create = { method: 'POST', body: { subject: 'x' }, token };
    assert.equal((await call(emulator, asOrganizer.replace(/\/[^/]+$/, ''), create)).status, 403);
  },
  meetingId: async (emulator) => {
    const rows: [string, number, string][] = [
      ['MSo0Yjc1MTg5YiowKioxOTptZWV0aW5nX3g=', 404, 'The online meeting does not exist.'],
      [Buffer.from('0#19:meeting_x@thread.v2#0').toString('base64'), 400, 'Meeting Id is corrupted.'],
      ['19:meeting_x@thread.v2', 400, 'Invalid meeting id 19:meeting_x@thread.v2.'],
    ];
    for (const [id, status, message] of rows) {
      const answer = await call(
        emulator,
        `/beta/me/onlineMeetings/${encodeURIComponent(id)}/virtualAppointment`,
      );
      assert.deepEqual([answer.status, answer.message], [status, message]);
    }
  },
  meetingMembers: async (emulator) => {
    const body = {
      subject: 'S',
      lobbyBypassSettings: { scope: 'everyone' },
      startDateTime: '2030-01-01T10:00:00+02:00',
    };
    const { status, json } = await call(emulator, '/v1.0/me/onlineMeetings', { method: 'POST', body });
    assert.equal(status, 201);
    assert.deepEqual(
      [json['startDateTime'], json['endDateTime'], 'lobbyBypassSettings' in json],
      ['2030-01-01T08:00:00.000Z', '2030-01-01T09:00:00.000Z', false],
    );
    const wrong = await call(emulator, '/v1.0/me/onlineMeetings', {
      method: 'POST',
      body: { startDateTime: 'soon' },
    });
    assert.match(wrong.message, /'startDateTime'.*Edm\.DateTimeOffset/);
  },
  meetingFilter: async (emulator) => {
    const filters = [
      '',
      '?$filter=subject%20eq%20%27x%27',
      '?$filter=',
      "?$filter=VideoTeleconferenceId eq '1'",
      '?$top=1',
      "?$filter=JoinWebUrl eq 'a' or true",
    ];
    for (const filter of filters)
      says(
        await call(emulator, `/v1.0/me/onlineMeetings${filter}`),
        400,
        'InvalidArgument',
        "Filter expression expected - /onlineMeetings?$filter={ParameterName} eq '{id}'.",
      );
  },
  filterWithoutMatch: async (emulator) => {
    const { status, json } = await call(
      emulator,
      "/beta/me/onlineMeetings?$filter=JoinWebUrl eq 'https://x.example.com/it''s'",
    );
    assert.deepEqual([status, json['value']], [200, []]);
  },
  queryOptions: async (emulator) => {
    assert.equal((await call(emulator, `${APPOINTMENT}?$select=id&$top=1`)).status, 200);
  },
  joinLinkComputed: async (emulator) => {
    const { id } = emulator.addMeeting();
    for (const form of ['', '()', '%28%29']) {
      const { status, json } = await call(
        emulator,
        `/v1.0/me/onlineMeetings/${id}/getVirtualAppointmentJoinWebUrl${form}`,
      );
      assert.equal(status, 200);
      assert.match(String(json['value']), /^https:\/\/visit\.teams\.microsoft\.com\//);
    }
    assert.equal((await call(emulator, `${APPOINTMENT}()`)).status, 400);
  },
  smsNumber: async (emulator) => {
    const token = emulator.issueToken({ scopes: ['VirtualAppointmentNotification.Send'] }).access_token;
    const rows: [string[], number][] = [
      [['+12025550100'], 202],
      [['+1 (202) 555-0100', '+12025550101'], 202],
      [[], 400],
      [['2025550100'], 400],
      [['+4930123456'], 400],
    ];
    for (const [numbers, status] of rows) {
      const attendees = numbers.map((phoneNumber) => ({ phoneNumber, timeZone: 'Pacific Standard Time' }));
      const body = { attendees, messageType: 'confirmation' };
      const answer = await call(emulator, `${SAMPLE}/sendVirtualAppointmentSms`, {
        method: 'POST',
        body,
        token,
      });
      assert.equal(answer.status, status, answer.text);
    }
  },
  batchOrder: async (emulator) => {
    const requests = ['1', '2', '3'].map((id) => ({ id, method: 'GET', url: '/me/onlineMeetings' }));
    const { json } = await call(emulator, '/beta/$batch', { method: 'POST', body: { requests } });
    assert.deepEqual(
      (json['responses'] as { id: string }[]).map(({ id }) => id),
      ['3', '2', '1'],
    );
  },
  batchDependency: async (emulator) => {
    const requests = [
      { id: 'a', method: 'GET', url: '/me/onlineMeetings' },
      { id: 'b', method: 'DELETE', url: APPOINTMENT.replace('/beta', ''), dependsOn: ['A'] },
    ];
    const { json } = await call(emulator, '/beta/$batch', { method: 'POST', body: { requests } });
    assert.deepEqual(
      (json['responses'] as { status: number }[]).map(({ status }) => status),
      [424, 400],
    );
    assert.equal((await call(emulator, APPOINTMENT)).status, 200);
  },
  deprecationHeaders: async (emulator) => {
    for (const token of [undefined, null]) {
      const { headers } = await call(emulator, APPOINTMENT, token === null ? { token } : {});
      assert.equal(headers.get('sunset'), 'Fri, 30 Jun 2023 23:59:59 GMT');
      assert.equal(headers.get('deprecation'), 'Wed, 31 May 2023 23:59:59 GMT');
    }
    assert.equal((await call(emulator, SAMPLE)).headers.get('sunset'), null);
  },
  retired: async (emulator) => {
    emulator.setFaults({ retired: true });
    for (const method of ['GET', 'DELETE'])
      says(
        await call(emulator, APPOINTMENT, { method, token: null }),
        400,
        'BadRequest',
        "Resource not found for the segment 'virtualAppointment'.",
      );
    assert.equal((await call(emulator, `${SAMPLE}/getVirtualAppointmentJoinWebUrl`)).status, 200);
    assert.equal((await call(emulator, SAMPLE)).status, 200);
  },
};

describe('emulator: every decision of the table', () => {
  for (const [id, { does }] of Object.entries(decisions))
    it(`${id}: ${does}`, async () => checks[id as keyof typeof decisions](await start()));
});
