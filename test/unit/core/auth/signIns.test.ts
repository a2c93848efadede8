import assert from 'node:assert/strict';
import type { Registration } from '../../../../src/core/auth/registration';
import type { Session } from '../../../../src/core/auth/sessionTokens';
import { SignIns } from '../../../../src/core/auth/signIns';
import { isSignInNeededError } from '../../../../src/core/errors';
import { english } from '../../../../src/core/text';
import { jwt } from '../../../support/fakeTokens';
import { NOW } from '../../../support/fakes';
import { MapMemory, MemorySecrets } from '../../../support/secretStorage';

const REGISTRATION: Registration = { cloud: 'global', clientId: 'c', tenant: 'organizations' };

function sessionOf(label: string): Session {
  return { accessToken: jwt({ oid: label, tid: 't' }), id: label, label };
}

describe('the sign-in of VS Code', () => {
  /** What VS Code answers, and how often it was asked. */
  let vscode: { answer: Session | Error | undefined; asked: number; isTrusted: boolean; now: number };
  let memory: MapMemory;
  let signIns: SignIns;

  beforeEach(async () => {
    vscode = { answer: sessionOf('ann'), asked: 0, isTrusted: true, now: NOW };
    memory = new MapMemory();
    signIns = new SignIns({
      secrets: new MemorySecrets(),
      memory,
      clock: { now: () => vscode.now },
      engine: () => Promise.reject(new Error('MSAL is not needed.')),
      sessions: {
        silent: async () => {
          vscode.asked += 1;
          await Promise.resolve();
          if (vscode.answer instanceof Error) throw vscode.answer;
          return vscode.answer;
        },
      },
      isTrusted: () => vscode.isTrusted,
      registration: () => ({ kind: 'usable', registration: REGISTRATION }),
    });
    await signIns.useSession(REGISTRATION, 'ann');
  });

  const state = async (): Promise<string> => {
    const now = await signIns.state('global');
    return now.kind === 'signedOut' ? english(now.reason) : `${now.kind} ${now.account.id}`;
  };

  it('is asked once for what is shown all the time', async () => {
    const shown = await Promise.all([state(), state()]);
    vscode.now += 3_600_000;
    assert.deepEqual([...shown, await state()], Array(3).fill('signedIn ann.t'));
    assert.equal(vscode.asked, 1);
    assert.doesNotMatch(JSON.stringify(await signIns.state('global')), /eyJ/);
  });

  it('is asked again when sessions change, and when another sign-in is chosen', async () => {
    const shown = [await state()];
    vscode.answer = sessionOf('ben');
    signIns.sessionsChanged();
    shown.push(await state());
    vscode.answer = sessionOf('cara');
    await signIns.useSession(REGISTRATION, 'ann');
    shown.push(await state());
    assert.deepEqual(shown, ['signedIn ann.t', 'signedIn ben.t', 'signedIn cara.t']);
  });

  it('forgets an answer to what was asked before sessions changed', async () => {
    const early = state();
    vscode.answer = undefined;
    signIns.sessionsChanged();
    await early;
    assert.match(await state(), /^VS Code has no session/);
    assert.equal(vscode.asked, 2);
  });

  it('is whoever the last request was made as; each request asks for a token', async () => {
    const shown = [await state()];
    vscode.answer = sessionOf('ben');
    await signIns.provider('global').getToken();
    shown.push(await state());
    assert.equal(vscode.asked, 2);
    vscode.answer = undefined;
    await assert.rejects(signIns.provider('global').getToken(), isSignInNeededError);
    shown.push(await state());
    assert.deepEqual(shown, [
      'signedIn ann.t',
      'signedIn ben.t',
      'VS Code has no session for this account any more. Sign in again.',
    ]);
  });

  it('is not asked before the workspace is trusted, for no token either', async () => {
    vscode.isTrusted = false;
    const before = await state();
    await assert.rejects(signIns.provider('global').getToken(), isSignInNeededError);
    assert.equal(vscode.asked, 0);
    vscode.isTrusted = true;
    assert.deepEqual(
      [before, await state()],
      ['VS Code is asked for no sign-in before the workspace is trusted.', 'signedIn ann.t'],
    );
  });

  it('is signed out with what VS Code says where that fails, and asked again a while later', async () => {
    vscode.answer = new Error(`Timed out for ann@lab.example with ${jwt({ oid: 'ann' })}`);
    const reason = 'VS Code gave no session for this account: Timed out for <address> with <token>';
    assert.deepEqual([await state(), await state()], [reason, reason]);
    assert.equal(vscode.asked, 1);
    await assert.rejects(signIns.provider('global').getToken(), isSignInNeededError);
    vscode.answer = sessionOf('ann');
    assert.equal(await state(), 'signedIn ann.t');
    vscode.answer = new Error('no');
    signIns.sessionsChanged();
    await state();
    vscode.answer = sessionOf('ann');
    vscode.now += 30_000;
    assert.equal(await state(), 'signedIn ann.t');
  });

  it('is signed out where what is stored cannot be read', async () => {
    memory.get = () => assert.fail('The storage is closed');
    assert.equal(await state(), 'Who is signed in could not be found out: The storage is closed');
  });
});
