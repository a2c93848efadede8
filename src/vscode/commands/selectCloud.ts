import { window } from 'vscode';
import { CLOUD_NAMES, type CloudName, CLOUDS } from '../../core/graph/clouds';
import { readConfig, writeCloud } from '../config';
import { notify } from '../notify';
import type { Services } from '../services';
import { say } from '../translate';
import type { Handler } from './runCommand';
import { signInStep } from './signInCommands';

/** Select Cloud: where payloads of this user go, in all windows. */
export const selectCloud: Handler = async (services) => {
  const { cloud: current } = readConfig();
  const items = CLOUD_NAMES.map((cloud) => ({
    cloud,
    label: cloud,
    description: describe(cloud),
    detail: cloud === current ? say('chosen now') : '',
  }));
  const choice = await window.showQuickPick(items, {
    title: say('Where should payloads go?'),
    placeHolder: say('The choice holds for all windows.'),
  });
  if (choice === undefined || choice.cloud === current) return;
  await writeCloud(choice.cloud);
  await leadOn(services, choice.cloud);
};

/** Nothing can be sent to a real cloud before somebody signs in. */
async function leadOn(services: Services, cloud: CloudName): Promise<void> {
  if (cloud === 'emulator' || (await services.accountOf(cloud)) !== undefined) return;
  notify(
    'information',
    say('Payloads now go to {cloud}. Nobody is signed in there yet.', { cloud: CLOUDS[cloud].label }),
    [signInStep()],
  );
}

function describe(cloud: CloudName): string {
  if (cloud === 'emulator') return say('local: nothing leaves this machine');
  return `${CLOUDS[cloud].label}, ${CLOUDS[cloud].graphRoot}`;
}
