import assert from 'node:assert/strict';
import { answer } from '../../support/fakeEmulator';
import { resultOf } from './sendResult';
import { assertNoStackTrace, assertWrongUse, graphCalls, useShell } from './support';

const GRAPH = 'https://graph.microsoft.com';
const SECRET = 'a-secret-that-must-not-be-shown';

/** An unsigned token with these claims; the signature is what must never be seen anywhere. */
function jwt(claims: Record<string, unknown>): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.${SECRET}`;
}

const inAnHour = Math.floor(Date.now() / 1000) + 3600;
const good = { aud: GRAPH, scp: 'OnlineMeetings.ReadWrite', exp: inAnHour, oid: 'o', tid: 't' };

/** Every one is refused before the network is touched, so that no test ever reaches it. */
const REFUSED: readonly (readonly [name: string, token: string, sentence: RegExp])[] = [
  ['expired', jwt({ ...good, exp: inAnHour - 7200 }), /has expired/],
  ['about to expire', jwt({ ...good, exp: inAnHour - 3590 }), /has expired/],
  [
    'for another service',
    jwt({ ...good, aud: 'https://management.azure.com' }),
    /another service \(https:\/\/management\.azure\.com\)/,
  ],
  ['for another cloud', jwt({ ...good, aud: 'https://graph.microsoft.us/' }), /another service/],
  ['for nobody', jwt({ ...good, aud: undefined }), /another service \(\?\)/],
  [
    'an application’s',
    jwt({ ...good, scp: undefined, roles: ['OnlineMeetings.ReadWrite.All'], idtyp: 'app' }),
    /application token/,
  ],
  [
    'without the permission',
    jwt({ ...good, scp: 'User.Read' }),
    /lacks the permission OnlineMeetings\.ReadWrite/,
  ],
  ['an ID token', jwt({ aud: '11111111-1111-1111-1111-111111111111', exp: inAnHour }), /ID token/],
  ['a refresh token', `0.A${'x'.repeat(40)}`, /refresh token/],
  ['the emulator’s', 'vappt-emulator-token.x', /emulator’s own/],
  ['a sentence', 'kein Token für niemand', /not an access token/],
  ['endless', 'x'.repeat(20_000), /longer than any access token/],
];

describe('cli: tokens', () => {
  const shell = useShell();

  for (const [name, token, sentence] of REFUSED) {
    it(`a token for a real cloud that is ${name} → 6, nothing is sent, the token is not shown`, async () => {
      const args = ['send', await shell.payload(), '--cloud', 'global'];
      const [fromEnv, fromStdin] = await Promise.all([
        shell.run(args, { env: { VAPPT_TOKEN: token } }),
        shell.run([...args, '--token-stdin'], { stdin: `${token}\n` }),
      ]);
      assert.deepEqual(fromStdin, fromEnv);
      assertNoStackTrace(fromEnv);
      assert.equal(fromEnv.code, 6);
      assert.match(fromEnv.stdout, sentence);
      assert.ok(!fromEnv.stdout.includes(SECRET));
    });
  }

  it('fetch with an expired token → 6, nothing on standard output', async () => {
    const env = { VAPPT_TOKEN: jwt({ ...good, exp: inAnHour - 7200 }) };
    const exit = await shell.run(['fetch', await shell.payload(), '--cloud', 'global'], { env });
    assert.deepEqual({ code: exit.code, stdout: exit.stdout }, { code: 6, stdout: '' });
    assert.match(exit.stderr, /has expired/);
    assert.ok(!exit.stderr.includes(SECRET));
  });

  it('regression: send --format json says why no token could be used', async () => {
    const exit = await shell.run(['send', await shell.payload(), '--cloud', 'global', '--format', 'json']);
    assert.match(resultOf(exit).error?.message ?? exit.stderr, /VAPPT_TOKEN/);
  });

  for (const cloud of ['global', 'usGovL4', 'usGovL5', 'china']) {
    it(`no token for ${cloud} → 6, and says where to put one`, async () => {
      const file = await shell.payload();
      for (const env of [{}, { VAPPT_TOKEN: '' }]) {
        const exit = await shell.run(['send', file, '--cloud', cloud], { env });
        assertNoStackTrace(exit);
        assert.equal(exit.code, 6);
        assert.match(exit.stdout, /Put one in VAPPT_TOKEN, or pipe it in with --token-stdin/);
      }
      const json = await shell.run(['send', file, '--cloud', cloud, '--format', 'json']);
      const { outcome, attempts, status, clientRequestId } = resultOf(json);
      assert.deepEqual(
        { outcome, attempts, status, clientRequestId },
        { outcome: 'signInNeeded', attempts: 0, status: null, clientRequestId: null },
      );
    });
  }

  it('an announced emulator does not stand in for a real cloud', async () => {
    const { origin } = await shell.emulatorProcess();
    const { code } = await shell.run(['send', await shell.payload(), '--cloud', 'global']);
    assert.equal(code, 6);
    assert.deepEqual(await (await fetch(`${origin}/_emulator/log`)).json(), []);
  });

  it('regression: the hint of an expired token is one for the command line', async () => {
    const token = jwt({ ...good, exp: inAnHour - 7200 });
    const { stdout } = await shell.run(['send', await shell.payload(), '--cloud', 'global'], {
      env: { VAPPT_TOKEN: token },
    });
    assert.doesNotMatch(stdout, /Use an Access Token…|store it/);
    assert.match(stdout, /VAPPT_TOKEN/);
  });

  it('regression: --token-stdin and "-" cannot both read standard input → 2', async () => {
    const args = ['send', '-', '--token-stdin', '--meeting', 'm', '--cloud', 'global'];
    assertWrongUse(await shell.run(args, { stdin: '{}' }), /Standard input is either/);
  });

  for (const token of [jwt(good), 'opaque-token', 'Vappt-Emulator-Token.x']) {
    it(`a token that is not the emulator's own is never sent to it (${token.slice(0, 12)}…)`, async () => {
      const fake = await shell.fakeEmulator((request, response) => {
        if (request.method === 'GET') answer(response, 200, { id: 'i' }, { etag: 'W/"A=="' });
        else answer(response, 204);
      });
      const emulator = await shell.emulator();
      for (const { origin } of [fake, emulator]) {
        const args = ['send', await shell.payload(), '--endpoint', origin];
        const fromEnv = await shell.run(args, { env: { VAPPT_TOKEN: token } });
        const fromStdin = await shell.run([...args, '--token-stdin'], { stdin: token });
        assert.equal(fromStdin.code, fromEnv.code);
      }
      assert.notEqual(fake.received.length, 0);
      assert.ok(!JSON.stringify(fake.received).includes(token));
      assert.ok(!JSON.stringify(emulator.log()).includes(token));
      assert.ok(graphCalls(emulator).every(({ status }) => status === 200 || status === 204));
    });
  }

  it('a token of the emulator’s own is used', async () => {
    const emulator = await shell.emulator();
    const { access_token: token } = emulator.issueToken({ scopes: ['User.Read'] });
    const args = ['send', await shell.payload(), '--endpoint', emulator.origin];
    const exit = await shell.run(args, { env: { VAPPT_TOKEN: token } });
    assert.equal(exit.code, 4);
    assert.match(exit.stdout, /403 Forbidden/);
  });

  it('a token of another emulator → 6', async () => {
    const emulator = await shell.emulator();
    const { access_token: token } = (await shell.emulator()).issueToken();
    const args = ['send', await shell.payload(), '--endpoint', emulator.origin, '--format', 'json'];
    const exit = await shell.run(args, { env: { VAPPT_TOKEN: token } });
    assert.deepEqual(
      { code: exit.code, outcome: resultOf(exit).outcome },
      { code: 6, outcome: 'signInNeeded' },
    );
  });

  it('regression: a token of the emulator’s own that ends with a line break is used all the same', async () => {
    const emulator = await shell.emulator();
    const { access_token: token } = emulator.issueToken();
    const args = ['send', await shell.payload(), '--endpoint', emulator.origin];
    const exit = await shell.run(args, { env: { VAPPT_TOKEN: `${token}\n` } });
    assert.equal(exit.code, 0, exit.stdout);
  });

  for (const rest of ['a\r\nX-Evil: 1', 'a b', 'a\u20ac']) {
    it(`regression: an emulator's token with ${JSON.stringify(rest)} in it → 6, not "it may have been saved"`, async () => {
      const emulator = await shell.emulator();
      const args = ['send', await shell.payload(), '--endpoint', emulator.origin, '--if-match', 'none'];
      const exit = await shell.run(args, { env: { VAPPT_TOKEN: `vappt-emulator-token.${rest}` } });
      assertNoStackTrace(exit);
      assert.doesNotMatch(exit.stdout, /may have been saved/);
      assert.equal(exit.code, 6);
    });
  }
});
