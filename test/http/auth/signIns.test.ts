import assert from 'node:assert/strict';
import type { SignInEngine } from '../../../src/core/auth/engine';
import { PastedTokens } from '../../../src/core/auth/pastedTokens';
import { checkPastedToken } from '../../../src/core/auth/pastedToken';
import { checkRegistration, type Registration } from '../../../src/core/auth/registration';
import { SignIns } from '../../../src/core/auth/signIns';
import { isSignInNeededError } from '../../../src/core/errors';
import { GraphClient } from '../../../src/core/graph/graphClient';
import type { GraphRequest } from '../../../src/core/graph/requests';
import { english } from '../../../src/core/text';
import { type Emulator, SAMPLE_MEETING_ID, startEmulator } from '../../../src/emulator/index';
import { fetchTransport } from '../../../src/node/fetchTransport';
import { systemClock, systemIds } from '../../../src/node/system';
import { jwt } from '../../support/fakeTokens';
import { RecordingLogger } from '../../support/fakes';
import { CLIENT_ID, entraError, objectIdOf } from '../../support/identityProvider';
import { PATIENT_MS } from '../../support/patience';
import { Person } from '../../support/person';
import { MapMemory, MemorySecrets } from '../../support/secretStorage';
import { REGISTRATION, sessionOf, useWorld, withBrowser } from './support';

const REFRESH = 'grant_type=refresh_token';
const READ: GraphRequest = {
  method: 'GET',
  path: `/beta/me/onlineMeetings/${SAMPLE_MEETING_ID}/virtualAppointment`,
  headers: { Accept: 'application/json' },
  permissions: ['OnlineMeetings.Read', 'OnlineMeetings.ReadWrite'],
};

describe('who is signed in', () => {
  const world = useWorld();
  let emulator: Emulator;
  let secrets: MemorySecrets;
  let memory: MapMemory;
  let settings: { clientId: string; tenant: string };
  let loads: number;

  beforeEach(async () => {
    emulator = await startEmulator({ trustIssuer: world().idp.origin });
    secrets = new MemorySecrets();
    memory = new MapMemory();
    settings = { clientId: CLIENT_ID, tenant: 'organizations' };
    loads = 0;
  });
  afterEach(() => emulator.stop());

  /** Another window on the same storage. */
  const openWindow = (): SignIns =>
    new SignIns({
      secrets,
      memory,
      clock: systemClock,
      engine: (): Promise<SignInEngine> => {
        loads += 1;
        return Promise.resolve(world().engine);
      },
      sessions: { silent: () => Promise.resolve(undefined) },
      isTrusted: () => true,
      registration: (cloud) => checkRegistration(cloud, settings.clientId, settings.tenant),
    });

  const signIn = async (
    signIns: SignIns,
    login = 'ann',
    registration: Registration = REGISTRATION,
  ): Promise<void> => {
    const visit = (url: string): Promise<string> => new Person(login).open(url);
    const result = await withBrowser(world().engine, { registration, visit });
    await signIns.keep(registration, 'browser', sessionOf(result));
  };

  /** Sends to an emulator that trusts the provider. The person has no such meeting, which is a 404. */
  const send = async (signIns: SignIns): Promise<string> => {
    const client = new GraphClient({
      endpoint: { cloud: 'global', root: emulator.origin },
      transport: fetchTransport,
      tokens: signIns.provider('global'),
      clock: systemClock,
      ids: systemIds,
      logger: new RecordingLogger(),
      timeoutMs: PATIENT_MS,
    });
    const { account, attempts, result } = await client.call(READ);
    const who = typeof account?.label === 'string' ? account.label : '-';
    if (result.kind === 'reply') {
      const { status, signInReason } = result.reply;
      const why = signInReason === undefined ? '' : ` ${english(signInReason)}`;
      return `${status} as ${who}, ${attempts}${why}`;
    }
    const { failure } = result;
    return isSignInNeededError(failure) ? `sign in: ${english(failure.reason)}` : failure.message;
  };

  it('nobody at first, and MSAL is not loaded to find out', async () => {
    const signIns = openWindow();
    assert.equal((await signIns.state('global')).kind, 'signedOut');
    assert.match(await send(signIns), /^sign in: There is no access token for global/);
    assert.equal(loads, 0);
  });

  it('signs in once: sends work, in other windows too and after a restart', async () => {
    await signIn(openWindow());
    assert.equal(await send(openWindow()), '404 as ann@lab.example, 1');
    const state = await openWindow().state('global');
    assert.ok(state.kind === 'signedIn');
    assert.deepEqual(state.account, {
      id: `${objectIdOf('ann')}.00000000-1111-4222-8333-444444444444`,
      label: 'ann@lab.example',
      tenant: '00000000-1111-4222-8333-444444444444',
      way: 'browser',
    });
  });

  it('renews a token that the service has refused, once, and sends the request once more', async () => {
    const signIns = openWindow();
    await signIn(signIns);
    emulator.setFaults({ queue: [{ match: { method: 'GET' }, times: 1, status: 401 }] });
    assert.equal(await send(signIns), '404 as ann@lab.example, 2');
    emulator.setFaults({ queue: [{ match: { method: 'GET' }, times: 2, status: 401 }] });
    assert.equal(await send(signIns), '401 as ann@lab.example, 2');
    assert.equal(world().idp.received.filter((line) => line.includes(REFRESH)).length, 2);
  });

  it('says why when the session was revoked, and asks nobody again', async () => {
    const signIns = openWindow();
    await signIn(signIns);
    world().idp.revokeAll();
    emulator.setFaults({ queue: [{ match: { method: 'GET' }, times: 1, status: 401 }] });
    assert.match(await send(signIns), /^401 as ann@lab\.example, 1 The session has ended or was revoked/);
    assert.equal((await openWindow().state('global')).kind, 'expired');
    const before = world().idp.received.length;
    assert.match(await send(openWindow()), /^sign in: The sign-in has ended/);
    assert.equal(world().idp.received.length, before);
    await signIn(signIns);
    assert.equal(await send(openWindow()), '404 as ann@lab.example, 1');
  });

  it('is not signed out by a network that fails', async () => {
    const { idp } = world();
    idp.lifetimes.accessToken = 60;
    const signIns = openWindow();
    await signIn(signIns);
    idp.faults.push({ on: REFRESH, answer: { status: 200, body: '<html></html>' } });
    assert.equal(await send(signIns), 'UNREADABLE_ANSWER (notSent)');
    assert.equal((await signIns.state('global')).kind, 'signedIn');
    assert.equal(await send(signIns), '404 as ann@lab.example, 1');
  });

  it('answers a claims challenge once; if only the user can, the next sign-in knows the claims', async () => {
    const signIns = openWindow();
    await signIn(signIns);
    const claims = '{"access_token":{"acrs":{"value":"c1"}}}';
    const provider = signIns.provider('global');
    const { value: refused } = await provider.getToken();
    assert.notEqual((await provider.getToken({ refused, claims })).value, refused);

    world().idp.faults.push({
      on: REFRESH,
      answer: { status: 400, body: entraError(50076, 'interaction_required', 'MFA') },
    });
    await assert.rejects(provider.getToken({ refused, claims }), (error) => {
      assert.ok(isSignInNeededError(error));
      return english(error.reason).includes('another proof');
    });
    assert.equal((await signIns.current('global'))?.claims, claims);
    // Other requests may go on.
    assert.equal((await signIns.state('global')).kind, 'signedIn');
    await signIn(signIns);
    assert.equal((await signIns.current('global'))?.claims, undefined);
  });

  it('keeps accounts apart, and uses the one that was chosen last', async () => {
    const signIns = openWindow();
    await signIn(signIns, 'ann');
    await signIn(signIns, 'bob');
    assert.equal(await send(signIns), '404 as bob@lab.example, 1');
    const [ann] = await signIns.accounts.list(REGISTRATION);
    assert.ok(ann !== undefined);
    await signIns.useAccount(ann);
    assert.equal(await send(openWindow()), '404 as ann@lab.example, 1');
    assert.equal(secrets.values.size, 2);
  });

  it('signs out for good: the secret is gone, and nobody else is used in its place', async () => {
    const signIns = openWindow();
    await signIn(signIns, 'ann');
    await signIn(signIns, 'bob');
    assert.equal(await signIns.signOut('global'), 'account');
    assert.deepEqual(
      [...secrets.values.keys()].map((key) => key.includes(objectIdOf('ann'))),
      [true],
    );
    assert.match(await send(openWindow()), /^sign in: Nobody is signed in/);
    assert.equal((await signIns.state('global')).kind, 'signedOut');
  });

  it('signs out everywhere: no secret is left, damaged ones neither', async () => {
    const signIns = openWindow();
    await signIn(signIns, 'ann');
    await signIn(signIns, 'bob', { ...REGISTRATION, tenant: 'lab.example' });
    secrets.values.set('vappt.account.v1:global|x|y|z', '{');
    secrets.values.set('vappt.pastedToken.china', '{"value":"abc"}');
    await signIns.signOutEverywhere(['global', 'usGovL4', 'usGovL5', 'china']);
    assert.deepEqual([...secrets.values], []);
    assert.match(await send(openWindow()), /^sign in: Nobody is signed in/);
  });

  it('a renewal under way does not bring back an account that was signed out', async () => {
    const signIns = openWindow();
    await signIn(signIns);
    const { value: refused } = await signIns.provider('global').getToken();
    let signedOut: Promise<unknown> = Promise.resolve();
    world().idp.faults.push({
      on: REFRESH,
      onHit: () => {
        signedOut = openWindow().signOut('global');
      },
    });
    await signIns.provider('global').getToken({ refused });
    await signedOut;
    assert.deepEqual([...secrets.values], []);
  });

  it('other settings are another sign-in; the old ones have theirs still', async () => {
    const signIns = openWindow();
    await signIn(signIns);
    settings.tenant = 'lab.example';
    assert.equal((await signIns.state('global')).kind, 'signedOut');
    settings.clientId = 'not a client id';
    assert.equal((await signIns.state('global')).kind, 'signedOut');
    settings = { clientId: CLIENT_ID, tenant: 'organizations' };
    assert.equal((await signIns.state('global')).kind, 'signedIn');
  });

  it('a tenant that is named by its domain is shown by it', async () => {
    settings.tenant = 'lab.example';
    const signIns = openWindow();
    await signIn(signIns, 'ann', { ...REGISTRATION, tenant: 'lab.example' });
    const state = await signIns.state('global');
    assert.ok(state.kind === 'signedIn');
    assert.equal(state.account.tenant, 'lab.example');
  });

  it('no cloud gets the token of another', async () => {
    const signIns = openWindow();
    await signIn(signIns);
    for (const cloud of ['usGovL4', 'usGovL5', 'china'] as const) {
      assert.equal((await signIns.state(cloud)).kind, 'signedOut', cloud);
      await assert.rejects(signIns.provider(cloud).getToken(), isSignInNeededError, cloud);
    }
  });

  it('recognises that the secret storage has forgotten: a system without a keyring', async () => {
    const signIns = openWindow();
    await signIn(signIns);
    secrets.values.clear();
    const state = await openWindow().state('global');
    assert.ok(state.kind === 'signedOut');
    assert.match(english(state.reason), /no keyring/);
    assert.match(await send(openWindow()), /^sign in: VS Code no longer has the secret/);
  });

  for (const damage of ['', '{', 'null', '[]', '{"v":9}', '"x"']) {
    it(`a damaged secret means signed out: ${JSON.stringify(damage)}`, async () => {
      const signIns = openWindow();
      await signIn(signIns);
      for (const key of secrets.values.keys()) secrets.values.set(key, damage);
      assert.equal((await openWindow().state('global')).kind, 'signedOut');
      assert.match(await send(openWindow()), /^sign in: /);
      await signIn(signIns);
      assert.equal(await send(openWindow()), '404 as ann@lab.example, 1');
    });
  }

  it('a secret that cannot be decrypted means signed out', async () => {
    const signIns = openWindow();
    await signIn(signIns);
    secrets.get = () => Promise.reject(new Error('cannot decrypt'));
    assert.equal((await openWindow().state('global')).kind, 'signedOut');
  });

  describe('by a pasted token', () => {
    const claims = {
      aud: 'https://graph.microsoft.com',
      scp: 'OnlineMeetings.ReadWrite',
      exp: Math.floor(Date.now() / 1000) + 3600,
      upn: 'sam@lab.example',
    };
    const paste = async (signIns: SignIns, text: string): Promise<void> => {
      const check = checkPastedToken(text, 'global', Date.now());
      assert.ok(check.kind === 'usable');
      await signIns.keepPasted('global', check.token);
    };

    it('sends as its owner, until the service refuses it: then it is dropped', async () => {
      const signIns = openWindow();
      await paste(signIns, `Bearer ${jwt(claims)}`);
      assert.equal((await signIns.state('global')).kind, 'signedIn');
      assert.equal(
        await send(signIns),
        '401 as sam@lab.example, 1 The service did not accept the pasted token, so it is no longer stored.',
      );
      assert.deepEqual([...secrets.values], []);
    });

    it('does not drop a newer one that another window has stored meanwhile', async () => {
      const pasted = new PastedTokens(secrets, systemClock);
      await paste(openWindow(), jwt(claims));
      await assert.doesNotReject(pasted.provider('global').getToken({ refused: 'an older one' }));
      assert.equal(secrets.values.size, 1);
    });

    it('is used from when it was pasted, and no longer once somebody signs in', async () => {
      const signIns = openWindow();
      await signIn(signIns);
      await paste(signIns, jwt(claims));
      const label = async (): Promise<unknown> => (await signIns.provider('global').getToken()).account.label;
      assert.equal(await label(), 'sam@lab.example');
      await signIn(signIns);
      assert.equal(await label(), 'ann@lab.example');
    });

    it('is of no use where its permissions are not enough', async () => {
      const signIns = openWindow();
      await paste(signIns, jwt({ ...claims, scp: 'VirtualAppointment.Read' }));
      assert.match(
        await send(signIns),
        /^sign in: This token lacks the permission OnlineMeetings\.ReadWrite/,
      );
      assert.equal(emulator.log().length, 0);
    });
  });
});
