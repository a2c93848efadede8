import { window } from 'vscode';
import { accountName } from '../../core/auth/account';
import { describeAccount } from '../../core/auth/accountStore';
import { checkRegistration } from '../../core/auth/registration';
import { readConfig } from '../config';
import { notify, withoutIcons } from '../notify';
import { say, translate } from '../translate';
import type { Handler } from '../commands/runCommand';
import { realCloud, signInTo } from './signIn';

/** Switch Account: another account of the chosen cloud, tenant and app; one that is known, or a new one. */
export const switchAccount: Handler = async (services) => {
  const cloud = realCloud();
  if (cloud === undefined) return;
  const { flow } = services;
  const signIns = await services.signIns();
  const { clientId, tenant } = readConfig();
  const check = checkRegistration(cloud, clientId, tenant);
  const accounts = check.kind === 'usable' ? await signIns.accounts.list(check.registration) : [];
  const pasted = await signIns.pasted.describe(cloud);
  const state = await signIns.state(cloud);
  const current = state.kind === 'signedOut' ? undefined : accountName(state.account, translate);
  const items: { label: string; description: string; run: () => Promise<void> }[] = [
    ...accounts.map((account) => ({
      label: accountName(describeAccount(account), translate),
      description: account.ended ? say('must sign in again') : '',
      run: () => signIns.useAccount(account),
    })),
    ...(pasted?.kind === 'usable'
      ? [
          {
            label: accountName(pasted.token.account, translate),
            description: say('pasted token'),
            run: () => signIns.usePasted(cloud),
          },
        ]
      : []),
  ].map((item) => ({
    ...item,
    label: withoutIcons(item.label),
    description: [item.label === current ? say('in use') : '', item.description].filter(Boolean).join(', '),
  }));
  const another = { label: say('Sign in with another account…'), description: '', run: undefined };
  const choice = await window.showQuickPick([...items, another], {
    title: say('Whose meetings? Accounts for {cloud}', { cloud }),
  });
  if (choice === undefined) return;
  if (choice.run === undefined) {
    await signInTo(services, cloud, { another: true });
    return;
  }
  await choice.run();
  flow.notifyChange();
  notify('information', say('Requests are made as {who} from now on.', { who: choice.label }));
};
