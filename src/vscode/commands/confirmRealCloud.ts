import { type Memento, window } from 'vscode';
import { accountName } from '../../core/auth/account';
import { CLOUDS, type RealCloud } from '../../core/graph/clouds';
import type { Account } from '../../core/ports';
import { say, translate } from '../translate';

/** Asks before the first write of a workspace to a real cloud, once for each cloud. */
export async function confirmRealCloud(
  memento: Memento,
  cloud: RealCloud,
  account: Account,
): Promise<boolean> {
  const key = `vappt.confirmed.${cloud}`;
  if (memento.get(key) === true) return true;
  const { label, graphRoot, caveat } = CLOUDS[cloud];
  const send = say('Send');
  const detail = say(
    'This is not the emulator: the request goes to {root}, as: {account}. You are asked once for each cloud in a workspace.',
    { root: graphRoot, account: accountName(account, translate) },
  );
  const answer = await window.showWarningMessage(
    say('Send to Microsoft Graph, {cloud}?', { cloud: label }),
    {
      modal: true,
      detail: caveat === undefined ? detail : `${translate(caveat)}\n\n${detail}`,
    },
    send,
  );
  if (answer !== send) return false;
  await memento.update(key, true);
  return true;
}
