import assert from 'node:assert/strict';
import { english } from '../../../src/core/text';
import { CORRELATION_ID, entraError } from '../../support/identityProvider';
import { Person } from '../../support/person';
import { problemOf, REGISTRATION, sessionOf, useWorld, withCode } from './support';

const POLL = 'grant_type=device_code';

describe('sign-in with a code', () => {
  const world = useWorld();

  it('gives a session of the person who typed it in', async () => {
    const result = await withCode(world().engine, {
      enter: (uri, userCode) => new Person('bob').open(uri, { user_code: userCode }),
    });
    assert.equal(sessionOf(result).username, 'bob@lab.example');
  });

  it('outlasts slow_down and lost connections while it waits', async () => {
    const { idp, engine } = world();
    idp.faults.push(
      { on: POLL, answer: { status: 400, body: { error: 'slow_down' } } },
      { on: POLL },
      { on: POLL, answer: { status: 502, body: '<html>Bad Gateway</html>' } },
    );
    assert.equal(sessionOf(await withCode(engine)).username, 'ann@lab.example');
    assert.deepEqual(idp.faults, []);
  });

  it('polls every five seconds where the answer names no interval, not in a hot loop', async () => {
    const { idp, engine } = world();
    idp.faults.push({ on: '/devicecode', without: 'interval' });
    const result = await withCode(engine, { timeoutMs: 1500, enter: () => Promise.resolve() });
    assert.deepEqual(result, { kind: 'timedOut' });
    assert.ok(idp.received.filter((line) => line.includes(POLL)).length <= 1);
  });

  it('fails with words when the person declines', async () => {
    const { engine } = world();
    const result = await withCode(engine, {
      enter: (uri, userCode) => new Person('ann', { denies: true }).open(uri, { user_code: userCode }),
    });
    assert.match(english(engine.explain(problemOf(result), REGISTRATION)), /^The sign-in was declined/);
  });

  it('is cancelled at once, not at the next poll', async () => {
    const { idp, engine } = world();
    const abort = new AbortController();
    const result = await withCode(engine, {
      signal: abort.signal,
      enter: () => {
        abort.abort();
        return Promise.resolve();
      },
    });
    assert.deepEqual(result, { kind: 'cancelled' });
    assert.deepEqual(
      idp.received.filter((line) => line.includes(POLL)),
      [],
    );
  });

  it('is cancelled before a code comes: none is shown', async () => {
    const { idp, engine } = world();
    const abort = new AbortController();
    let shown = 0;
    idp.faults.push({
      on: '/devicecode',
      onHit: () => {
        abort.abort();
      },
    });
    const result = await withCode(engine, { signal: abort.signal, enter: () => Promise.resolve(shown++) });
    assert.deepEqual([result, shown], [{ kind: 'cancelled' }, 0]);
  });

  it('with a wrong client id shows no code, and says what is wrong', async () => {
    const { engine } = world();
    let shown = 0;
    const registration = { ...REGISTRATION, clientId: '00000000-0000-4000-8000-000000000000' };
    const result = await withCode(engine, { registration, enter: () => Promise.resolve(shown++) });
    assert.equal(shown, 0);
    assert.match(english(engine.explain(problemOf(result), registration)), /There is no app 00000000-/);
  });

  const REFUSALS: readonly (readonly [on: string, number: number, error: string, words: RegExp])[] = [
    ['/devicecode', 700016, 'unauthorized_client', /There is no app/],
    ['/devicecode', 90002, 'invalid_request', /There is no tenant organizations/],
    ['/devicecode', 9001023, 'invalid_request', /A code works for work and school accounts only/],
    [POLL, 7000218, 'invalid_client', /"Allow public client flows"/],
    [POLL, 53003, 'access_denied', /A policy of the organisation blocks/],
    [POLL, 70020, 'expired_token', /The code is wrong, used or too old/],
    [POLL, 65004, 'access_denied', /was declined/],
    [POLL, 90094, 'access_denied', /adminconsent\?client_id=/],
  ];
  for (const [on, number, error, words] of REFUSALS) {
    it(`refused with ${number} ${on === POLL ? 'while waiting' : 'at once'}: number, words and correlation id arrive`, async () => {
      const { idp, engine } = world();
      idp.faults.push({ on, answer: { status: 400, body: entraError(number, error, 'Some words.') } });
      const text = english(
        engine.explain(problemOf(await withCode(engine, { enter: () => Promise.resolve() })), REGISTRATION),
      );
      assert.match(text, words);
      assert.ok(text.endsWith(`(AADSTS${number}, ${CORRELATION_ID})`), text);
    });
  }

  it('says so when the service is busy', async () => {
    const { idp, engine } = world();
    for (const on of ['/devicecode', POLL]) {
      idp.faults.push({ on, answer: { status: 429, body: '' } });
      const problem = problemOf(await withCode(engine, { enter: () => Promise.resolve() }));
      assert.match(english(engine.explain(problem, REGISTRATION)), /sign-in service is busy/);
    }
  });

  it('gives up when nobody answers any more', async () => {
    const { idp, engine } = world();
    const result = await withCode(engine, { enter: () => idp.stop() });
    assert.equal(problemOf(result).transport, 'ECONNREFUSED');
  });
});
