import { type Memento, window } from 'vscode';
import { CLOUDS, type RealCloud } from '../../core/graph/clouds';
import type { Account } from '../../core/ports';
import { say } from '../translate';

/** Asks before the first write of a workspace to a real cloud, once for each cloud. */
export async function confirmRealCloud(
  memento: Memento,
  cloud: RealCloud,
  account: Account | undefined,
): Promise<boolean> {
  const key = `vappt.confirmed.${cloud}`;
  if (memento.get(key) === true) return true;
  const { label, graphRoot } = CLOUDS[cloud];
  const send = say('Send');
  const answer = await window.showWarningMessage(
    say('Send to Microsoft Graph, {cloud}?', { cloud: label }),
    {
      modal: true,
      detail: say(
        'This is not the emulator: the request goes to {root} as {account}. You are asked once for each cloud in a workspace.',
        {
          root: graphRoot,
          account: account?.label ?? say('nobody, since there is no token'),
        },
      ),
    },
    send,
  );
  if (answer !== send) return false;
  // Who agreed to nobody has not agreed to the account of a later token.
  if (account !== undefined) await memento.update(key, true);
  return true;
}
