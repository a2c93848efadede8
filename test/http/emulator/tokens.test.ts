import assert from 'node:assert/strict';
import { DEFAULT_USER, TOKEN_PREFIX } from '../../../src/emulator';
import { APPOINTMENT, call, OTHER_USER, SAMPLE, start } from './support';

describe('emulator: tokens', () => {
  const refusals: [string, string | null, string][] = [
    ['no token', null, 'Access token is empty.'],
    ['an empty one', 'Bearer ', 'Access token is empty.'],
    ['another scheme', 'Basic eDp5', 'CompactToken parsing failed with error code: 80049217'],
    ['two tokens', 'Bearer a b', 'CompactToken parsing failed with error code: 80049217'],
    ['a real one', 'Bearer eyJ0.eyJh.c2ln', 'CompactToken parsing failed with error code: 80049217'],
    ['one that is made up', `Bearer ${TOKEN_PREFIX}abc`, 'another emulator'],
  ];
  for (const [what, authorization, message] of refusals)
    it(`refuses ${what}`, async () => {
      const emulator = await start();
      const headers: Record<string, string> = authorization === null ? {} : { authorization };
      const answer = await call(emulator, APPOINTMENT, { token: null, headers });
      assert.deepEqual([answer.status, answer.code], [401, 'InvalidAuthenticationToken']);
      assert.ok(answer.message.includes(message), answer.message);
      assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer realm="".*error="invalid_token"/);
    });

  it('refuses the token of another emulator, and of an earlier start of the same one', async () => {
    const first = await start();
    const { access_token: token } = first.issueToken();
    const other = await start();
    assert.equal((await call(first, APPOINTMENT, { token })).status, 200);
    assert.equal((await call(other, APPOINTMENT, { token })).status, 401);
    await first.stop();
    const again = await start({ initialState: first.state() });
    assert.equal((await call(again, APPOINTMENT, { token })).status, 401);
  });

  it('ends a token when its time is over', async () => {
    let now = Date.parse('2026-01-01T00:00:00Z');
    const emulator = await start({ now: () => new Date(now) });
    const issued = emulator.issueToken({ lifetimeSeconds: 60 });
    assert.deepEqual([issued.token_type, issued.expires_in], ['Bearer', 60]);
    now += 59_999;
    assert.equal((await call(emulator, APPOINTMENT, { token: issued.access_token })).status, 200);
    now += 1;
    assert.equal((await call(emulator, APPOINTMENT, { token: issued.access_token })).status, 401);
  });

  it('issues random tokens with a recognisable prefix over HTTP, with and without a body', async () => {
    const emulator = await start();
    const tokens = new Set<unknown>();
    for (const body of [
      undefined,
      {},
      { lifetimeSeconds: 5, scopes: ['OnlineMeetings.Read'], user: OTHER_USER },
    ]) {
      const { status, json } = await call(emulator, '/_emulator/token', {
        method: 'POST',
        body,
        token: null,
      });
      assert.equal(status, 200);
      assert.deepEqual(Object.keys(json), ['access_token', 'token_type', 'expires_in']);
      assert.ok(String(json['access_token']).startsWith(TOKEN_PREFIX));
      tokens.add(json['access_token']);
    }
    assert.equal(tokens.size, 3);
  });

  it('takes scopes as a list or as one text, and a user by object id', async () => {
    const emulator = await start();
    for (const scopes of [['A', 'OnlineMeetings.Read'], 'A OnlineMeetings.Read']) {
      const token = emulator.issueToken({ scopes }).access_token;
      assert.equal((await call(emulator, SAMPLE, { token })).status, 200);
    }
    const token = emulator.issueToken({ user: DEFAULT_USER.id.toUpperCase() }).access_token;
    assert.equal((await call(emulator, SAMPLE, { token })).status, 200);
    emulator.issueToken({ user: OTHER_USER });
    assert.deepEqual(
      emulator.state().users.map(({ id }) => id),
      [DEFAULT_USER.id, OTHER_USER],
    );
  });

  it('asks writes, reads, the join link and SMS for their own permissions', async () => {
    const emulator = await start();
    const rows: [string, string, string, number][] = [
      ['OnlineMeetings.ReadWrite', 'GET', APPOINTMENT, 200],
      ['OnlineMeetings.Read', 'GET', APPOINTMENT, 200],
      ['VirtualAppointment.Read', 'GET', APPOINTMENT, 403],
      ['OnlineMeetings.Read', 'DELETE', APPOINTMENT, 403],
      ['VirtualAppointment.ReadWrite', 'DELETE', APPOINTMENT, 403],
      ['VirtualAppointment.Read', 'GET', `${SAMPLE}/getVirtualAppointmentJoinWebUrl`, 200],
      ['OnlineMeetings.ReadWrite', 'GET', `${SAMPLE}/getVirtualAppointmentJoinWebUrl`, 200],
      ['VirtualAppointmentNotification.Send', 'GET', `${SAMPLE}/getVirtualAppointmentJoinWebUrl`, 403],
      ['OnlineMeetings.ReadWrite', 'POST', `${SAMPLE}/sendVirtualAppointmentSms`, 403],
      ['OnlineMeetings.Read', 'POST', '/v1.0/me/onlineMeetings', 403],
    ];
    for (const [scope, method, path, status] of rows) {
      const token = emulator.issueToken({ scopes: [scope] }).access_token;
      assert.equal(
        (await call(emulator, path, { method, token })).status,
        status,
        `${scope} ${method} ${path}`,
      );
    }
  });
});
