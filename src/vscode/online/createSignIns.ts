import { type ExtensionContext, workspace } from 'vscode';
import type { SignInEngine } from '../../core/auth/engine';
import { checkRegistration } from '../../core/auth/registration';
import { SignIns } from '../../core/auth/signIns';
import { systemClock } from '../../node/system';
import { onDidChangeSessions, vscodeSessions } from '../auth/sessions';
import { readConfig } from '../config';

/**
 * The sign-ins of this user, kept where VS Code keeps secrets.
 *
 * @param changed is told when VS Code's own sign-ins have changed
 */
export function createSignIns(
  {
    secrets,
    globalState,
    subscriptions,
  }: Pick<ExtensionContext, 'secrets' | 'globalState' | 'subscriptions'>,
  engine: () => Promise<SignInEngine>,
  changed: () => void,
): SignIns {
  const signIns = new SignIns({
    secrets,
    memory: globalState,
    clock: systemClock,
    engine,
    sessions: vscodeSessions,
    isTrusted: () => workspace.isTrusted,
    registration: (cloud) => {
      const { clientId, tenant } = readConfig();
      return checkRegistration(cloud, clientId, tenant);
    },
  });
  subscriptions.push(
    onDidChangeSessions(() => {
      signIns.sessionsChanged();
      changed();
    }),
  );
  return signIns;
}
