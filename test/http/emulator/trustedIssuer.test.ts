import assert from 'node:assert/strict';
import { SignJWT, UnsecuredJWT } from 'jose';
import type { Emulator } from '../../../src/emulator';
import { assertWrongUse, useShell } from '../cli/support';
import { PERSON, startProvider, type Provider } from './provider';
import { APPOINTMENT, call, start, type Answer } from './support';

const MEETINGS = '/beta/me/onlineMeetings';

describe('emulator: a trusted issuer', () => {
  const shell = useShell();
  let provider: Provider;
  beforeEach(async () => {
    provider = await startProvider();
  });
  afterEach(() => provider.stop());

  const trusting = (): Promise<Emulator> => start({ trustIssuer: `${provider.origin}/t` });
  const create = (emulator: Emulator, token: string): Promise<Answer> =>
    call(emulator, MEETINGS, { method: 'POST', body: { subject: 'Theirs' }, token });
  const refused = ({ status, code, headers }: Answer): void => {
    assert.deepEqual([status, code], [401, 'InvalidAuthenticationToken']);
    assert.match(headers.get('www-authenticate') ?? '', /error="invalid_token"/);
  };

  it('knows its bearer by oid, as a user from the first token on', async () => {
    const emulator = await trusting();
    const { status, json } = await create(emulator, await provider.token());
    assert.equal(status, 201);
    const appointment = `/beta/users/${PERSON}/onlineMeetings/${String(json['id'])}/virtualAppointment`;
    const token = await provider.token();
    assert.equal((await call(emulator, appointment, { method: 'PUT', body: {}, token })).status, 201);
    assert.deepEqual(
      emulator
        .state()
        .users.map(({ id }) => id)
        .filter((id) => id === PERSON),
      [PERSON],
    );
    assert.equal((await call(emulator, APPOINTMENT, { token })).status, 404);
  });

  it('takes scp for the permissions', async () => {
    const emulator = await trusting();
    for (const scp of ['OnlineMeetings.Read', '', undefined]) {
      const answer = await create(emulator, await provider.token({ scp }));
      assert.deepEqual([answer.status, answer.code], [403, 'Forbidden']);
      assert.ok(answer.message.endsWith(`Scopes on the request '${scp ?? ''}'.`), answer.message);
    }
  });

  it('goes on accepting its own tokens, and asks the issuer about no other emulator’s', async () => {
    const emulator = await trusting();
    assert.equal((await call(emulator, APPOINTMENT)).status, 200);
    const { access_token: token } = (await start()).issueToken();
    refused(await call(emulator, APPOINTMENT, { token }));
    assert.deepEqual(provider.received, []);
  });

  it('without the option, the same token is refused', async () => {
    const answer = await create(await start(), await provider.token());
    refused(answer);
    assert.match(answer.message, /^CompactToken parsing failed/);
  });

  const wrong: [string, () => Promise<string> | string, RegExp][] = [
    ['an expired one', () => provider.token({ exp: inSeconds(-1) }), /has expired or is not yet valid/],
    ['one of the future', () => provider.token({ nbf: inSeconds(600) }), /has expired or is not yet valid/],
    ['one without an end', () => provider.token({ exp: undefined }), /its exp is wrong or missing/],
    ['one of another issuer', () => provider.token({ iss: 'https://login.example.com' }), /its iss is wrong/],
    ['one without oid', () => provider.token({ oid: undefined }), /it has no oid/],
    ['one that was changed', async () => changed(await provider.token()), /has not signed it/],
    ['one without a signature', () => new UnsecuredJWT({ iss: 'x' }).encode(), /./],
    ['one signed with a password', () => symmetric(`${provider.origin}/t`), /./],
    ['what is no token', () => 'abc', /^CompactToken parsing failed/],
  ];
  for (const [what, token, message] of wrong)
    it(`refuses ${what}`, async () => {
      const emulator = await trusting();
      const users = emulator.state().users;
      const answer = await create(emulator, await token());
      refused(answer);
      assert.match(answer.message, message);
      assert.deepEqual(emulator.state().users, users);
    });

  it('follows a change of keys', async () => {
    const emulator = await trusting();
    const old = await provider.token();
    assert.equal((await create(emulator, old)).status, 201);
    await provider.rotate();
    assert.equal((await create(emulator, await provider.token())).status, 201);
    const answer = await create(emulator, old);
    refused(answer);
    assert.match(answer.message, /has not signed it/);
  });

  it('says so when the issuer is not there, and tries again with the next token', async () => {
    const emulator = await trusting();
    const { discovery } = provider;
    provider.discovery = {};
    const answer = await create(emulator, await provider.token());
    refused(answer);
    assert.match(answer.message, /\/t\/\.well-known\/openid-configuration cannot be read\.$/);
    provider.discovery = discovery;
    assert.equal((await create(emulator, await provider.token())).status, 201);
  });

  it('fetches no keys from elsewhere', async () => {
    provider.discovery['jwks_uri'] = 'https://keys.example.com/';
    const answer = await create(await trusting(), await provider.token());
    refused(answer);
    assert.match(answer.message, /its keys are not on this machine/);
  });

  it('writes no token of the issuer into its log', async () => {
    const emulator = await trusting();
    const token = await provider.token();
    const headers = { 'x-copy': token };
    await call(emulator, `${MEETINGS}?copy=${token}`, {
      method: 'POST',
      body: { subject: token },
      token,
      headers,
    });
    assert.ok(!JSON.stringify(emulator.log()).includes(token.split('.')[1] ?? ''));
  });

  for (const url of ['http://127.0.0.1:1/t/', 'https://localhost', 'HTTP://[::1]:8/x'])
    it(`may be ${url}`, () => start({ trustIssuer: url }));

  it('is an option of the command line', async () => {
    const cli = shell.spawn(['emulator', '--trust-issuer', `${provider.origin}/t`]);
    const origin = (await cli.firstLine()).replace('Listening on ', '');
    const headers = { authorization: `Bearer ${await provider.token()}`, 'content-type': 'application/json' };
    const { status } = await fetch(origin + MEETINGS, { method: 'POST', headers, body: '{}' });
    assert.equal(status, 201);
  });

  it('elsewhere is wrong use of the command line', async () => {
    const exit = await shell.run(['emulator', '--trust-issuer', 'https://login.example.com/']);
    assertWrongUse(exit, /^error: --trust-issuer: A trusted issuer must be on this machine: .+\n$/);
  });

  for (const url of [
    'https://login.microsoftonline.com/common',
    'http://127.0.0.1.example.com',
    'http://127.0.0.1@example.com',
    'http://localhost:80@example.com/',
    'http://localhost.',
    'http://127.1/',
    'http://0.0.0.0',
    'http://user@127.0.0.1/',
    'http://127.0.0.1\\@example.com',
    'http://127.0.0.1:99999/',
    'http://127.0.0.1/?x',
    'ftp://127.0.0.1/',
    '127.0.0.1',
    '',
  ])
    it(`may not be "${url}"`, () => assert.rejects(start({ trustIssuer: url }), { name: 'IssuerError' }));
});

function inSeconds(seconds: number): number {
  return Math.floor(Date.now() / 1000) + seconds;
}

/** The same signature under other claims. */
function changed(token: string): string {
  const [header, payload = '', signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const other = Buffer.from(JSON.stringify({ ...claims, scp: 'OnlineMeetings.ReadWrite' })).toString(
    'base64url',
  );
  return [header, other, signature].join('.');
}

function symmetric(issuer: string): Promise<string> {
  return new SignJWT({ oid: PERSON, scp: 'OnlineMeetings.ReadWrite' })
    .setIssuer(issuer)
    .setExpirationTime('1h')
    .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
    .sign(new TextEncoder().encode('a password of some thirty-two characters'));
}
