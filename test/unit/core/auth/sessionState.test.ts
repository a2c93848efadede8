import assert from 'node:assert/strict';
import { checkRegistration } from '../../../../src/core/auth/registration';
import type { Session } from '../../../../src/core/auth/sessionTokens';
import { SignIns } from '../../../../src/core/auth/signIns';
import { FakeClock, NOW } from '../../../support/fakes';
import { MapMemory, MemorySecrets } from '../../../support/secretStorage';

const SESSION: Session = { accessToken: 'canary', id: 'ann', label: 'ann@lab.example' };

describe('what the editor’s own sign-in says, where no token is needed', () => {
  const clientId = '11111111-2222-4333-8444-555555555555';

  async function signedIn(silent: () => Promise<Session | undefined>) {
    let now = NOW;
    const clock = Object.assign(new FakeClock(), { now: () => now });
    const pass = (milliseconds: number): void => {
      now += milliseconds;
    };
    let asked = 0;
    const signIns = new SignIns({
      secrets: new MemorySecrets(),
      memory: new MapMemory(),
      clock,
      engine: () => Promise.reject(new Error('not needed')),
      sessions: {
        silent: () => {
          asked += 1;
          return silent();
        },
      },
      registration: (cloud) => checkRegistration(cloud, clientId, 'organizations'),
    });
    const check = checkRegistration('global', clientId, 'organizations');
    assert.ok(check.kind === 'usable');
    await signIns.useSession(check.registration, SESSION.id);
    return { pass, signIns, asked: () => asked };
  }

  it('counts for a minute, and for the account that was chosen', async () => {
    const { pass, signIns, asked } = await signedIn(() => Promise.resolve(SESSION));
    for (let look = 0; look < 5; look += 1) assert.equal((await signIns.state('global')).kind, 'signedIn');
    assert.equal(asked(), 1);
    pass(61_000);
    await signIns.state('global');
    assert.equal(asked(), 2);
  });

  it('is asked again as long as nobody is signed in', async () => {
    const sessions: Session[] = [];
    const { signIns } = await signedIn(() => Promise.resolve(sessions[0]));
    assert.equal((await signIns.state('global')).kind, 'signedOut');
    sessions.push(SESSION);
    assert.equal((await signIns.state('global')).kind, 'signedIn');
  });

  it('is no error of ours when it fails', async () => {
    const { signIns } = await signedIn(() =>
      Promise.reject(new Error('Timed out waiting for the provider.')),
    );
    assert.equal((await signIns.state('global')).kind, 'signedOut');
  });
});
