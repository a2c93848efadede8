import type { ExtensionContext } from 'vscode';
import type { SignInEngine } from '../../core/auth/engine';
import { checkRegistration } from '../../core/auth/registration';
import { SignIns } from '../../core/auth/signIns';
import { systemClock } from '../../node/system';
import { vscodeSessions } from '../auth/sessions';
import { readConfig } from '../config';

/** The sign-ins of this user, kept where VS Code keeps secrets. */
export function createSignIns(
  { secrets, globalState }: Pick<ExtensionContext, 'secrets' | 'globalState'>,
  engine: () => Promise<SignInEngine>,
): SignIns {
  return new SignIns({
    secrets,
    memory: globalState,
    clock: systemClock,
    engine,
    sessions: vscodeSessions,
    registration: (cloud) => {
      const { clientId, tenant } = readConfig();
      return checkRegistration(cloud, clientId, tenant);
    },
  });
}
