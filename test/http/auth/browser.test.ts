import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { readClaims } from '../../../src/core/auth/tokenClaims';
import { english } from '../../../src/core/text';
import { objectIdOf, TENANT } from '../../support/identityProvider';
import { PATIENT_MS, withPatience } from '../../support/patience';
import { Person } from '../../support/person';
import { engineFor, problemOf, REGISTRATION, sessionOf, useWorld, withBrowser } from './support';

describe('sign-in with the browser', () => {
  const world = useWorld();

  it('gives a session of the person who signed in, and a token for Graph', async () => {
    const { engine } = world();
    let page = '';
    const result = await withBrowser(engine, {
      visit: async (url) => (page = await new Person('ann').open(url)),
    });
    const { cache, ...session } = sessionOf(result);
    assert.deepEqual(session, {
      homeAccountId: `${objectIdOf('ann')}.${TENANT}`,
      objectId: objectIdOf('ann'),
      tenantId: TENANT,
      username: 'ann@lab.example',
    });
    assert.match(page, /You can close this page and return to VS Code/);
    const renewed = await engine.renew(REGISTRATION, { ...session, cache }, { force: false });
    assert.ok(renewed.kind === 'token');
    const claims = readClaims(renewed.value);
    assert.deepEqual(
      [claims?.aud, claims?.scp, claims?.oid],
      ['https://graph.microsoft.com', 'OnlineMeetings.ReadWrite', objectIdOf('ann')],
    );
  });

  it('hands redirect address, state, hint and claims over unharmed', async () => {
    const { engine } = world();
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1 & c2"}}}';
    let opened = '';
    await withBrowser(engine, {
      claims,
      loginHint: 'ann+x@lab.example',
      visit: (url) => new Person('ann').open((opened = url)),
    });
    const { searchParams } = new URL(opened);
    assert.match(searchParams.get('redirect_uri') ?? '', /^http:\/\/localhost:\d+$/);
    // MSAL adds wishes of its own about the ID token.
    const { access_token } = JSON.parse(searchParams.get('claims') ?? '') as { access_token: unknown };
    assert.deepEqual({ access_token }, JSON.parse(claims));
    assert.deepEqual(
      ['login_hint', 'scope', 'code_challenge_method', 'response_mode'].map((name) => searchParams.get(name)),
      [
        'ann+x@lab.example',
        'https://graph.microsoft.com/OnlineMeetings.ReadWrite openid profile offline_access',
        'S256',
        'form_post',
      ],
    );
  });

  it('fails with words when the person declines', async () => {
    const { engine } = world();
    const result = await withBrowser(engine, {
      visit: (url) => new Person('ann', { denies: true }).open(url),
    });
    const problem = problemOf(result);
    assert.equal(problem.error, 'access_denied');
    assert.match(english(engine.explain(problem, REGISTRATION)), /^The sign-in was declined/);
  });

  it('is cancelled before the page is opened', async () => {
    const abort = new AbortController();
    abort.abort();
    let visits = 0;
    const result = await withBrowser(world().engine, {
      signal: abort.signal,
      visit: () => Promise.resolve(visits++),
    });
    assert.deepEqual([result, visits], [{ kind: 'cancelled' }, 0]);
  });

  it('is cancelled while the page is open, and its port is closed', async () => {
    const abort = new AbortController();
    let port = 0;
    const result = await withBrowser(world().engine, {
      signal: abort.signal,
      visit: (url) => {
        port = Number(new URL(new URL(url).searchParams.get('redirect_uri') ?? '').port);
        abort.abort();
        return Promise.resolve();
      },
    });
    assert.deepEqual(result, { kind: 'cancelled' });
    await isClosed(port);
  });

  it('is cancelled between the answer of the browser and the token', async () => {
    const { engine, idp } = world();
    const abort = new AbortController();
    idp.faults.push({
      on: 'grant_type=authorization_code',
      onHit: () => {
        abort.abort();
      },
    });
    assert.deepEqual(await withBrowser(engine, { signal: abort.signal }), { kind: 'cancelled' });
  });

  it('ends when nobody comes back in time, and its port is closed', async () => {
    let port = 0;
    const result = await withPatience(
      300,
      (timeoutMs) =>
        withBrowser(world().engine, {
          timeoutMs,
          visit: (url) => {
            port = Number(new URL(new URL(url).searchParams.get('redirect_uri') ?? '').port);
            return Promise.resolve();
          },
        }),
      () => port === 0,
    );
    assert.deepEqual(result, { kind: 'timedOut' });
    await isClosed(port);
  });

  it('with a wrong client id shows its error in the browser only, and ends by its time', async () => {
    let page = '';
    const registration = { ...REGISTRATION, clientId: '00000000-0000-4000-8000-000000000000' };
    const result = await withPatience(
      800,
      (timeoutMs) =>
        withBrowser(world().engine, {
          registration,
          timeoutMs,
          visit: async (url) => (page = await new Person('ann').open(url)),
        }),
      () => page === '',
    );
    assert.deepEqual(result, { kind: 'timedOut' });
    assert.match(page, /invalid_client/);
  });

  it('fails when the browser cannot be opened', async () => {
    const result = await world().engine.withBrowser(REGISTRATION, {
      signal: new AbortController().signal,
      timeoutMs: PATIENT_MS,
      openBrowser: () => Promise.reject(new Error('no browser')),
    });
    assert.equal(problemOf(result).error, 'browser_not_opened');
  });

  it('says so when nobody answers', async () => {
    const { idp, engine } = world();
    await idp.stop();
    const problem = problemOf(await withBrowser(engine));
    assert.equal(problem.transport, 'ECONNREFUSED');
    assert.match(english(engine.explain(problem, REGISTRATION)), /could not be reached \(ECONNREFUSED\)/);
  });

  it('says so when a page answers in place of the service, at discovery and at the token', async () => {
    const { idp, engine } = world();
    const page = { status: 200, body: '<html>Log in to the network</html>' };
    for (const on of ['openid-configuration', 'grant_type=authorization_code']) {
      idp.faults.push({ on, answer: page });
      const problem = problemOf(await withBrowser(engine));
      assert.match(
        english(engine.explain(problem, REGISTRATION)),
        /was not the sign-in service .* a proxy or a page of the network/,
        on,
      );
    }
  });

  it('says so when a proxy fails', async () => {
    const { idp, engine } = world();
    idp.faults.push({ on: 'openid-configuration', answer: { status: 502, body: '<h1>Bad Gateway</h1>' } });
    assert.equal(problemOf(await withBrowser(engine)).transport, 'HTTP_502');
  });

  it('two at once for two people do not mix them up', async () => {
    const { idp } = world();
    const people = ['ann', 'bob'];
    const results = await Promise.all(
      people.map((login) => withBrowser(engineFor(idp), { visit: (url) => new Person(login).open(url) })),
    );
    assert.deepEqual(
      results.map((result) => sessionOf(result).username),
      ['ann@lab.example', 'bob@lab.example'],
    );
  });
});

/** Waits until nothing listens there any more. */
async function isClosed(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (!isOpen) return;
  }
}
