import { commands } from 'vscode';
import { COMMANDS } from '../../manifest';
import type { Action } from '../notify';
import { say } from '../translate';
import { isTrusted } from './prepare';
import type { Handler } from './runCommand';

type Name = 'setToken' | 'signIn' | 'signOut' | 'switchAccount';

/** A command of signing in or out: nobody signs in for a workspace that is not trusted; out always. */
export function signInCommand(name: Name): Handler {
  return async (services, ...args) => {
    if (name !== 'signOut' && !isTrusted()) return;
    await (await import('../signIn/index'))[name](services, ...args);
  };
}

/** The next step where a sign-in is missing or not accepted. */
export function signInStep(): Action {
  return { title: say('Sign In'), run: () => commands.executeCommand(COMMANDS.signIn) };
}
