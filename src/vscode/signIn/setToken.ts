import { commands, window } from 'vscode';
import { accountName } from '../../core/auth/account';
import { checkPastedToken } from '../../core/auth/pastedToken';
import { TO_GET_JOIN_LINK } from '../../core/auth/permissions';
import { CLOUDS } from '../../core/graph/clouds';
import { COMMANDS } from '../../manifest';
import { readConfig } from '../config';
import { notify } from '../notify';
import { say, translate } from '../translate';
import type { Handler } from '../commands/runCommand';
import { nowSignedIn } from './nowSignedIn';

/** Use an Access Token…: stores a pasted token for the chosen cloud, after the checks that can be made here. */
export const setToken: Handler = async (services) => {
  const { cloud } = readConfig();
  if (cloud === 'emulator') {
    notify(
      'information',
      say('The emulator needs no token: it gives out its own. Tokens are for real clouds.'),
      [{ title: say('Select Cloud'), run: () => commands.executeCommand(COMMANDS.selectCloud) }],
    );
    return;
  }
  const check = (value: string) => checkPastedToken(value, cloud, services.clock.now(), TO_GET_JOIN_LINK);
  const pasted = await window.showInputBox({
    title: say('Access token for {cloud}', { cloud: CLOUDS[cloud].label }),
    prompt: say('Paste an access token for {root}. It is valid for about an hour and cannot be renewed.', {
      root: CLOUDS[cloud].graphRoot,
    }),
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => {
      if (value === '') return undefined;
      const result = check(value);
      return result.kind === 'refused' ? translate(result.reason) : undefined;
    },
  });
  if (pasted === undefined || pasted === '') return;
  const result = check(pasted);
  if (result.kind === 'refused') {
    notify('error', translate(result.reason));
    return;
  }
  await (await services.signIns()).keepPasted(cloud, result.token);
  nowSignedIn(services);
  const account = accountName(result.token.account, translate);
  const { expiresAt } = result.token.account;
  notify(
    expiresAt === undefined ? 'warning' : 'information',
    expiresAt === undefined
      ? say('Stored unchecked for {cloud}: this token cannot be read here. The first send shows its worth.', {
          cloud,
        })
      : say('Token stored for {cloud} ({account}), valid until {time}.', {
          cloud,
          account,
          time: new Date(expiresAt).toLocaleTimeString(),
        }),
  );
};
