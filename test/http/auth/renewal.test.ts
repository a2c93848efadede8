import assert from 'node:assert/strict';
import { english } from '../../../src/core/text';
import { CORRELATION_ID, entraError } from '../../support/identityProvider';
import { problemOf, REGISTRATION, sessionOf, useWorld, withBrowser } from './support';

const REFRESH = 'grant_type=refresh_token';

describe('renewal without asking', () => {
  const world = useWorld();
  const refreshes = (): number => world().idp.received.filter((line) => line.includes(REFRESH)).length;

  it('asks nobody while the token is good', async () => {
    const { engine } = world();
    const session = sessionOf(await withBrowser(engine));
    const first = await engine.renew(REGISTRATION, session, { force: false });
    assert.ok(first.kind === 'token');
    assert.deepEqual([first.cache, refreshes()], [undefined, 0]);
  });

  it('renews a token that is about to end, and hands back what is to be kept', async () => {
    const { engine, idp } = world();
    idp.lifetimes.accessToken = 60;
    const session = sessionOf(await withBrowser(engine));
    idp.lifetimes.accessToken = 3600;
    const renewed = await engine.renew(REGISTRATION, session, { force: false });
    assert.ok(renewed.kind === 'token' && renewed.cache !== undefined);
    assert.equal(refreshes(), 1);
    const again = await engine.renew(REGISTRATION, { ...session, cache: renewed.cache }, { force: false });
    assert.deepEqual([again.kind === 'token' && again.value === renewed.value, refreshes()], [true, 1]);
  });

  it('renews when forced, and for claims', async () => {
    const { engine, idp } = world();
    const session = sessionOf(await withBrowser(engine));
    const claims = '{"access_token":{"acrs":{"value":"c1"}}}';
    await engine.renew(REGISTRATION, session, { force: true });
    const renewed = await engine.renew(REGISTRATION, session, { force: true, claims });
    assert.equal(renewed.kind, 'token');
    assert.equal(refreshes(), 2);
    const sent = new URLSearchParams(idp.received.at(-1)?.split(' ').at(-1));
    // MSAL adds wishes of its own about the ID token.
    const { access_token } = JSON.parse(sent.get('claims') ?? '') as { access_token: unknown };
    assert.deepEqual({ access_token }, JSON.parse(claims));
  });

  it('with a revoked refresh token needs the user', async () => {
    const { engine, idp } = world();
    const session = sessionOf(await withBrowser(engine));
    idp.revokeAll();
    const problem = problemOf(await engine.renew(REGISTRATION, session, { force: true }));
    assert.deepEqual([problem.needsUser, problem.number], [true, '50173']);
    assert.match(english(engine.explain(problem, REGISTRATION)), /^The session has ended or was revoked/);
  });

  it('with a refresh token that has expired needs the user', async () => {
    const { engine, idp } = world();
    idp.lifetimes.refreshToken = 1;
    const session = sessionOf(await withBrowser(engine));
    let result = await engine.renew(REGISTRATION, session, { force: true });
    while (result.kind === 'token') result = await engine.renew(REGISTRATION, session, { force: true });
    const problem = problemOf(result);
    assert.equal(problem.needsUser, true);
    assert.match(english(engine.explain(problem, REGISTRATION)), /^The session has ended or was revoked/);
  });

  const REFUSALS: readonly (readonly [
    number: number,
    error: string,
    more: object,
    needsUser: boolean,
    words: RegExp,
  ])[] = [
    [700082, 'invalid_grant', {}, true, /sign in again/],
    [70043, 'invalid_grant', { suberror: 'bad_token' }, true, /sign in again/],
    [50076, 'interaction_required', { suberror: 'basic_action' }, true, /another proof/],
    [65001, 'invalid_grant', { suberror: 'consent_required' }, true, /Nobody has agreed/],
    [53003, 'invalid_grant', { suberror: 'message_only' }, true, /A policy of the organisation/],
    [700016, 'unauthorized_client', {}, false, /There is no app/],
    [7000218, 'invalid_client', {}, false, /public client flows/],
    [50196, 'invalid_client', {}, false, /Wait five minutes/],
    [90033, 'temporarily_unavailable', {}, false, /busy/],
    [9999999, 'invalid_request', {}, false, /^The sign-in did not work/],
  ];
  for (const [number, error, more, needsUser, words] of REFUSALS) {
    it(`refused with ${number} (${error})`, async () => {
      const { engine, idp } = world();
      const session = sessionOf(await withBrowser(engine));
      idp.faults.push({
        on: REFRESH,
        answer: { status: 400, body: entraError(number, error, 'Some words.', more) },
      });
      const problem = problemOf(await engine.renew(REGISTRATION, session, { force: true }));
      const text = english(engine.explain(problem, REGISTRATION));
      assert.equal(problem.needsUser, needsUser);
      assert.match(text, words);
      assert.ok(text.includes(`AADSTS${number}`) && text.includes(CORRELATION_ID), text);
    });
  }

  it('says so when the service is busy, and asks again the next time', async () => {
    const { engine, idp } = world();
    const session = sessionOf(await withBrowser(engine));
    idp.faults.push({ on: REFRESH, answer: { status: 429, body: { error: 'x' } } });
    const problem = problemOf(await engine.renew(REGISTRATION, session, { force: true }));
    assert.deepEqual([problem.error, problem.needsUser], ['too_many_requests', false]);
    assert.equal((await engine.renew(REGISTRATION, session, { force: true })).kind, 'token');
  });

  const UNREACHABLE: readonly (readonly [
    name: string,
    answer: { status: number; body: string } | undefined,
    transport: RegExp,
  ])[] = [
    ['the connection is cut', undefined, /^(UND_ERR_SOCKET|ECONNRESET)$/],
    ['a page answers', { status: 200, body: '<html></html>' }, /^UNREADABLE_ANSWER$/],
    ['a proxy fails', { status: 503, body: 'no' }, /^HTTP_503$/],
  ];
  for (const [name, answer, transport] of UNREACHABLE) {
    it(`is no fault of the session when ${name}`, async () => {
      const { engine, idp } = world();
      const session = sessionOf(await withBrowser(engine));
      idp.faults.push({ on: REFRESH, ...(answer !== undefined && { answer }) });
      const problem = problemOf(await engine.renew(REGISTRATION, session, { force: true }));
      assert.match(problem.transport ?? '', transport);
      assert.equal(problem.needsUser, false);
    });
  }

  for (const cache of ['', '{', 'null', '{"Account":1}']) {
    it(`a damaged cache is as good as none: ${JSON.stringify(cache)}`, async () => {
      const { engine } = world();
      const session = { ...sessionOf(await withBrowser(engine)), cache };
      const problem = problemOf(await engine.renew(REGISTRATION, session, { force: false }));
      assert.equal(problem.needsUser, true);
    });
  }

  it('can be cancelled', async () => {
    const { engine, idp } = world();
    const session = sessionOf(await withBrowser(engine));
    const abort = new AbortController();
    idp.faults.push({
      on: REFRESH,
      onHit: () => {
        abort.abort();
      },
    });
    await assert.rejects(engine.renew(REGISTRATION, session, { force: true, signal: abort.signal }), {
      name: 'CancelledError',
    });
  });
});
