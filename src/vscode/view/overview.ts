import { accountLine, accountName } from '../../core/auth/account';
import type { SignInState } from '../../core/auth/signIns';
import { type CloudName, CLOUDS } from '../../core/graph/clouds';
import type { Account } from '../../core/ports';
import { readConfig } from '../config';
import type { EmulatorHost } from '../emulatorHost';
import type { Services } from '../services';
import { say, translate } from '../translate';
import { runs, ViewItem } from './item';

/** Of the line that says as whom. */
const ACCOUNT = 'account';

/** Where payloads go, as whom, and what the emulator does. */
export async function overview(services: Services): Promise<ViewItem[]> {
  const { cloud } = readConfig();
  return [
    cloudItem(cloud),
    cloud === 'emulator' ? emulatorUser() : accountItem(await (await services.signIns()).state(cloud)),
    await emulatorItem(services.emulator),
  ];
}

function cloudItem(cloud: CloudName): ViewItem {
  const id = 'cloud';
  const click = runs('selectCloud', say('Select Cloud'));
  if (cloud === 'emulator') {
    return new ViewItem({
      id,
      label: say('To the local emulator'),
      detail: say('nothing leaves this machine'),
      icon: 'beaker',
      context: 'vappt.cloud',
      click,
    });
  }
  const { label, graphRoot, caveat } = CLOUDS[cloud];
  return new ViewItem({
    id,
    label: say('To Microsoft Graph, {cloud}', { cloud: label }),
    description: graphRoot.replace('https://', ''),
    icon: 'globe',
    isWarning: true,
    ...(caveat !== undefined && { tooltip: translate(caveat) }),
    context: 'vappt.cloud',
    click,
  });
}

function emulatorUser(): ViewItem {
  return new ViewItem({
    id: ACCOUNT,
    label: say('As the emulator user'),
    detail: say('no sign-in needed'),
    icon: 'account',
    context: 'vappt.account.emulator',
  });
}

function accountItem(state: SignInState): ViewItem {
  const signIn = runs('signIn', say('Sign In'));
  if (state.kind === 'signedOut') {
    return new ViewItem({
      id: ACCOUNT,
      label: say('Signed out'),
      description: say('sign in to send'),
      icon: 'account',
      isWarning: true,
      tooltip: translate(state.reason),
      context: 'vappt.account.signedOut',
      click: signIn,
    });
  }
  const name = accountName(state.account, translate);
  if (state.kind === 'expired') {
    return new ViewItem({
      id: ACCOUNT,
      label: say('As {name}', { name }),
      description: say('expired'),
      detail: say('expired: sign in again'),
      icon: 'account',
      isWarning: true,
      tooltip: translate(state.reason),
      context: 'vappt.account.expired',
      click: signIn,
    });
  }
  return new ViewItem({
    id: ACCOUNT,
    label: say('As {name}', { name }),
    description: isUnchecked(state.account) ? say('not checked yet') : say('signed in'),
    icon: 'account',
    tooltip: translate(accountLine(state.account, translate)),
    context: 'vappt.account.signedIn',
    click: runs('switchAccount', say('Switch Account')),
  });
}

/** A token that cannot be read may be none at all. */
function isUnchecked({ way, expiresAt }: Account): boolean {
  return way === 'token' && expiresAt === undefined;
}

async function emulatorItem(emulator: EmulatorHost): Promise<ViewItem> {
  const origin = await originOf(emulator);
  const id = 'emulator';
  const label = say('Emulator');
  // Of a running one it says the address.
  const click = runs('startEmulator', say('Start Emulator'));
  if (origin === undefined) {
    return new ViewItem({
      id,
      label,
      description: say('stopped'),
      detail: say('stopped; the next use starts it'),
      icon: 'server',
      context: 'vappt.emulator.stopped',
      click,
    });
  }
  return new ViewItem({
    id,
    label,
    description: say('on port {port}', { port: new URL(origin).port }),
    detail: say('running at {address}', { address: origin.replace('http://', '') }),
    icon: 'server-process',
    context: 'vappt.emulator.running',
    click,
  });
}

/** Looking starts nothing. Whoever starts one that cannot run is told why. */
async function originOf(emulator: EmulatorHost): Promise<string | undefined> {
  if (!emulator.isRunning) return undefined;
  return await emulator.endpoint().then(
    ({ root }) => root,
    () => undefined,
  );
}
