import { window } from 'vscode';
import { CLOUD_NAMES, type CloudName, CLOUDS } from '../../core/graph/clouds';
import { readConfig, writeCloud } from '../config';
import { say } from '../translate';
import type { Handler } from './runCommand';

/** Select Cloud: where payloads of this user go, in all windows. */
export const selectCloud: Handler = async () => {
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
  if (choice !== undefined && choice.cloud !== current) await writeCloud(choice.cloud);
};

function describe(cloud: CloudName): string {
  if (cloud === 'emulator') return say('local: nothing leaves this machine');
  return `${CLOUDS[cloud].label}, ${CLOUDS[cloud].graphRoot}`;
}
