import assert from 'node:assert/strict';
import { SAMPLE_MEETING_ID, type EmulatorState, type LogEntry } from '../../../src/emulator';
import { APPOINTMENT, call, emptyMeeting, patch, read, start } from './support';

describe('emulator: control calls', () => {
  it('touches an appointment as somebody else: a plausible change or the one given, always a new tag', async () => {
    const emulator = await start();
    const before = await read(emulator);
    const { status, json } = await call(emulator, '/_emulator/touch', {
      method: 'POST',
      body: { meetingId: SAMPLE_MEETING_ID },
    });
    const after = await read(emulator);
    assert.equal(status, 200);
    assert.deepEqual(json, {
      meetingId: SAMPLE_MEETING_ID,
      etagBefore: before.etag,
      etagAfter: after.etag,
      properties: ['externalAppointmentId'],
    });
    assert.notEqual(after.entity['externalAppointmentId'], before.entity['externalAppointmentId']);
    assert.equal((await patch(emulator, {}, before.etag)).status, 412);

    const changes = { appointmentClients: [], settings: { allowClientToJoinUsingBrowser: false } };
    const touched = emulator.touch({ changes });
    assert.deepEqual(touched.properties, ['appointmentClients', 'settings']);
    assert.deepEqual((await read(emulator)).entity, { ...after.entity, ...changes });
  });

  it('replaces the state with what it once gave, and starts from it', async () => {
    const emulator = await start();
    const { json: kept } = await call(emulator, '/_emulator/state');
    await patch(emulator, { externalAppointmentId: 'x' });
    emulator.addMeeting();
    const put = await call(emulator, '/_emulator/state', { method: 'PUT', body: kept });
    assert.equal(put.status, 200);
    assert.deepEqual(put.json, { ...kept, changes: 2 });
    assert.deepEqual(emulator.state(), put.json);
    const second = await start({ initialState: kept as unknown as EmulatorState });
    assert.deepEqual(second.state(), kept);
  });

  it('fills in what a state written by hand leaves out', async () => {
    const emulator = await start();
    const state = {
      version: 1,
      meetings: [{ id: 'short' }, { id: 'full', appointment: { etag: 'W/"AAAA"', entity: { id: '1' } } }],
    };
    assert.equal((await call(emulator, '/_emulator/state', { method: 'PUT', body: state })).status, 200);
    assert.equal((await call(emulator, '/beta/me/onlineMeetings/short')).status, 200);
    const { etag, entity } = await read(emulator, '/beta/me/onlineMeetings/full/virtualAppointment');
    assert.equal(etag, 'W/"AAAA"');
    assert.deepEqual(entity['appointmentClients'], []);
  });

  it('resets to the fresh state', async () => {
    const emulator = await start();
    const fresh = emulator.state().meetings[0]?.appointment?.entity;
    await call(emulator, APPOINTMENT, { method: 'DELETE' });
    emulator.addMeeting();
    const { json } = await call(emulator, '/_emulator/reset', { method: 'POST' });
    const { meetings } = json as unknown as EmulatorState;
    assert.deepEqual(
      meetings.map(({ id }) => id),
      [SAMPLE_MEETING_ID],
    );
    assert.deepEqual(meetings[0]?.appointment?.entity, fresh);
  });

  it('reports every change of the state once, from the start on, as copies', async () => {
    const reported: EmulatorState[] = [];
    const emulator = await start({ onStateChange: (state) => reported.push(state) });
    await patch(emulator, { externalAppointmentId: 'x' });
    await patch(emulator, { nope: 1 });
    await read(emulator);
    emulator.touch();
    assert.equal(reported.length, 3);
    assert.deepEqual(reported.at(-1), emulator.state());
    const copy = emulator.state();
    copy.meetings.length = 0;
    reported[0]?.meetings.pop();
    assert.equal(emulator.state().meetings.length, 1);
  });

  const wrong: [string, string, unknown, number, RegExp][] = [
    ['POST', 'token', '{', 400, /^The body is not valid JSON\.$/],
    ['POST', 'token', { lifetimeSeconds: '60' }, 400, /'lifetimeSeconds'/],
    ['POST', 'token', { user: 'Grady' }, 400, /'user'.*object id/],
    ['POST', 'token', { scope: 'x' }, 400, /'scope'/],
    ['POST', 'token', [], 400, /^The body is wrong/],
    ['POST', 'touch', { meeting: 'x' }, 400, /'meeting'/],
    ['POST', 'touch', { meetingId: 'x' }, 404, /no such meeting/],
    ['POST', 'touch', { changes: { nope: 1 } }, 400, /'nope'/],
    ['POST', 'touch', { changes: null }, 400, /'changes'/],
    ['PUT', 'state', undefined, 400, /'version'/],
    ['PUT', 'state', { version: 2, meetings: [] }, 400, /version 1 of its state/],
    ['PUT', 'state', { version: 1 }, 400, /'meetings'/],
    [
      'PUT',
      'state',
      { version: 1, meetings: [{ id: 'a' }, { id: 'a' }] },
      400,
      /two meetings have the same id/,
    ],
    [
      'PUT',
      'state',
      { version: 1, meetings: [{ id: 'a', appointment: { entity: { id: 'b', settings: [] } } }] },
      400,
      /'meetings\.0\.appointment\.entity\.settings'/,
    ],
    [
      'PUT',
      'state',
      { version: 1, meetings: [{ id: 'a', appointment: { etag: 'AAAA', entity: { id: 'b' } } }] },
      400,
      /etag/,
    ],
    ['PUT', 'faults', { latency: 5 }, 400, /'latency'/],
    ['PUT', 'faults', { queue: [{ cut: 'never' }] }, 400, /'queue\.0\.cut'/],
    ['PUT', 'nowhere', {}, 404, /POST \/_emulator\/token, GET \/_emulator\/state/],
    ['DELETE', 'state', undefined, 404, /The control calls are/],
  ];
  for (const [method, name, body, status, message] of wrong)
    it(`refuses ${method} ${name} with ${JSON.stringify(body)}`, async () => {
      const emulator = await start();
      const before = emulator.state();
      const answer = await call(emulator, `/_emulator/${name}`, { method, body, token: null });
      assert.equal(answer.status, status, answer.text);
      assert.match(answer.message, message);
      assert.deepEqual(emulator.state(), before);
    });

  it('refuses to touch a meeting that has no appointment', async () => {
    const emulator = await start();
    const { id } = emulator.addMeeting();
    const answer = await call(emulator, '/_emulator/touch', { method: 'POST', body: { meetingId: id } });
    assert.deepEqual(
      [answer.status, answer.message],
      [404, 'The virtual appointment of this online meeting does not exist.'],
    );
    assert.throws(() => emulator.touch({ meetingId: 'x' }), /no such meeting/);
  });

  it('logs requests as received, without tokens, with what they changed', async () => {
    const heard: LogEntry[] = [];
    const emulator = await start({ log: (entry) => heard.push(entry) });
    const { access_token: token } = emulator.issueToken();
    const before = await read(emulator);
    const body = `{ "externalAppointmentId" : "${token}", "settings": {} }`;
    await call(emulator, `${APPOINTMENT}?x=%20${token}`, {
      method: 'PATCH',
      body,
      token,
      headers: { 'if-match': before.etag, 'x-copy': token, cookie: 'a=b' },
    });
    const after = await read(emulator);
    const { json } = await call(emulator, '/_emulator/log');
    const log = json as unknown as LogEntry[];
    const entry = log.find(({ method }) => method === 'PATCH');
    assert.ok(entry);
    assert.equal(entry.path, `${APPOINTMENT}?x=%20vappt-emulator-token.[redacted]`);
    assert.equal(entry.body, body.replace(token, 'vappt-emulator-token.[redacted]'));
    assert.equal(entry.headers['authorization'], 'Bearer [redacted]');
    assert.equal(entry.headers['cookie'], '[redacted]');
    assert.equal(entry.headers['if-match'], before.etag);
    assert.equal(entry.status, 204);
    const properties = ['externalAppointmentId', 'settings'];
    assert.deepEqual(entry.changed, [
      { meetingId: SAMPLE_MEETING_ID, etagBefore: before.etag, etagAfter: after.etag, properties },
    ]);
    assert.doesNotMatch(JSON.stringify(log), new RegExp(token));
    assert.deepEqual(
      heard.filter(({ method }) => method === 'PATCH'),
      [entry],
    );
    assert.deepEqual(emulator.log(), log);
  });

  it('logs refused requests too, creations and deletions with a tag on one side only', async () => {
    const emulator = await start();
    const path = emptyMeeting(emulator);
    await call(emulator, path, { method: 'PUT', body: { externalAppointmentId: 'x' } });
    await call(emulator, path, { method: 'DELETE' });
    await call(emulator, '/nowhere', { token: null });
    const [put, remove, nowhere] = emulator.log();
    assert.deepEqual([put?.changed[0]?.etagBefore, remove?.changed[0]?.etagAfter], [null, null]);
    assert.equal(put?.changed[0]?.etagAfter, remove?.changed[0]?.etagBefore);
    assert.deepEqual([nowhere?.status, nowhere?.changed], [400, []]);
  });

  it('keeps the last 1000 requests', async () => {
    const emulator = await start();
    const { access_token: token } = emulator.issueToken();
    for (let i = 0; i < 10; i++)
      await Promise.all(Array.from({ length: 101 }, () => call(emulator, '/nowhere', { token })));
    await call(emulator, '/last', { token });
    assert.equal(emulator.log().length, 1000);
    assert.equal(emulator.log().at(-1)?.path, '/last');
  });
});
