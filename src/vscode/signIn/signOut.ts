import { window } from 'vscode';
import { accountName } from '../../core/auth/account';
import { type CloudName, REAL_CLOUD_NAMES } from '../../core/graph/clouds';
import { readConfig } from '../config';
import { notify } from '../notify';
import type { Services } from '../services';
import { say, translate } from '../translate';
import type { Handler } from '../commands/runCommand';

/** Sign Out: forgets the sign-in of the chosen cloud, or all of them. */
export const signOut: Handler = async (services) => {
  const { cloud } = readConfig();
  const { flow } = services;
  flow.cancel();
  const signIns = await services.signIns();
  const whom = await askWhom(services, cloud);
  if (whom === undefined) return;
  if (whom === 'all') {
    await signIns.signOutEverywhere(REAL_CLOUD_NAMES);
    flow.notifyChange();
    notify(
      'information',
      say(
        'Signed out everywhere: no secret of a sign-in is left on this machine. The browser stays signed in.',
      ),
    );
    return;
  }
  if (cloud === 'emulator') {
    notify('information', say('The emulator needs no sign-in, so there is nothing to sign out of.'));
    return;
  }
  const message = TEXTS[await signIns.signOut(cloud)];
  flow.notifyChange();
  notify('information', message(cloud));
};

/** One account needs no question. */
async function askWhom(services: Services, cloud: CloudName): Promise<'this' | 'all' | undefined> {
  const stored = await (await services.signIns()).accounts.list();
  const current = cloud === 'emulator' ? undefined : await services.accountOf(cloud);
  const isOnly = stored.length === 0 || (stored.length === 1 && current !== undefined);
  if (isOnly) return 'this';
  const items = [
    ...(current === undefined
      ? []
      : [{ label: accountName(current, translate), description: say('in use'), whom: 'this' as const }]),
    { label: say('Everybody, in all clouds'), description: '', whom: 'all' as const },
  ];
  return (await window.showQuickPick(items, { title: say('Who do you want to sign out?') }))?.whom;
}

const TEXTS: Readonly<Record<'account' | 'session' | 'pasted' | 'none', (cloud: string) => string>> = {
  account: (cloud) =>
    say(
      'Signed out of {cloud}: the secret is gone from this machine. The browser stays signed in to Microsoft: sign out there too if others use it.',
      { cloud },
    ),
  session: (cloud) =>
    say('Signed out of {cloud}. VS Code itself still knows the account: see its Accounts menu.', { cloud }),
  pasted: (cloud) =>
    say('Signed out of {cloud}: the token is gone from this machine. It stays valid until it expires.', {
      cloud,
    }),
  none: (cloud) => say('Nobody was signed in to {cloud}.', { cloud }),
};
