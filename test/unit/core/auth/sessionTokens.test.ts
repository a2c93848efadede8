import assert from 'node:assert/strict';
import type { Registration } from '../../../../src/core/auth/registration';
import { type Session, SessionTokens } from '../../../../src/core/auth/sessionTokens';
import { isSignInNeededError } from '../../../../src/core/errors';
import { jwt } from '../../../support/fakeTokens';

const REGISTRATION: Registration = { cloud: 'global', clientId: 'c', tenant: 'organizations' };
const TOKEN = jwt({ oid: 'o', tid: 't', scp: 'OnlineMeetings.ReadWrite', exp: 2_000_000_000 });

function tokens(session: Session | undefined): { provider: SessionTokens; asked: unknown[] } {
  const asked: unknown[] = [];
  const source = {
    silent: (_registration: Registration, id: string, claims?: string) => {
      asked.push([id, claims]);
      return Promise.resolve(session);
    },
  };
  return { provider: new SessionTokens(source, REGISTRATION, 'ann'), asked };
}

const SESSION: Session = { accessToken: TOKEN, id: 'ann', label: 'ann@lab.example' };

describe('SessionTokens', () => {
  it('gives the token of the chosen account, and says how it was signed in', async () => {
    const { provider, asked } = tokens(SESSION);
    const { value, account } = await provider.getToken();
    assert.equal(value, TOKEN);
    assert.deepEqual(account, {
      id: 'o.t',
      label: 'ann@lab.example',
      tenant: 't',
      way: 'vscode',
      expiresAt: 2_000_000_000_000,
    });
    assert.deepEqual(asked, [['ann', undefined]]);
  });

  it('passes on what the service wants the token to prove', async () => {
    const { provider, asked } = tokens(SESSION);
    const claims = '{"access_token":{"nbf":{"essential":true}}}';
    await provider.getToken({ refused: 'another token', claims });
    assert.deepEqual(asked, [['ann', claims]]);
  });

  it('needs a sign-in without a session, with the refused token, and without the permission', async () => {
    const without: readonly (readonly [Session | undefined, Parameters<SessionTokens['getToken']>[0]])[] = [
      [undefined, {}],
      [SESSION, { refused: TOKEN }],
      [{ ...SESSION, accessToken: jwt({ scp: 'User.Read' }) }, { permissions: ['OnlineMeetings.ReadWrite'] }],
    ];
    for (const [session, request] of without) {
      await assert.rejects(tokens(session).provider.getToken(request), isSignInNeededError);
    }
  });
});
