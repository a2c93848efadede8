import {
  Disposable,
  StatusBarAlignment,
  type StatusBarItem,
  type TextDocument,
  ThemeColor,
  window,
  workspace,
} from 'vscode';
import { accountName } from '../core/auth/account';
import type { SignInState } from '../core/auth/signIns';
import { CLOUDS } from '../core/graph/clouds';
import type { Account, SignInWay } from '../core/ports';
import { COMMANDS } from '../manifest';
import { readConfig } from './config';
import { withoutIcons } from './notify';
import { payloadState } from './payloadState';
import { isPayload } from './selector';
import type { Services } from './services';
import { say, translate } from './translate';

/** The remaining time is shown in minutes. */
const REFRESH_MS = 30_000;

/** Shows where payloads go and as whom, while a payload file is in front. A real cloud looks different. */
export function registerStatusBar(services: Services): Disposable {
  const item = window.createStatusBarItem('vappt.cloud', StatusBarAlignment.Left);
  item.name = say('Virtual Appointment: cloud');
  let latest = 0;
  let front: TextDocument | undefined;
  const refresh = (): void => {
    const turn = ++latest;
    front = documentInFront(front);
    // What was asked for earlier must not be shown over what holds now.
    void update(item, services, front, () => turn === latest).catch((error: unknown) => {
      services.logger.warn(`The status bar was not brought up to date: ${String(error)}`);
    });
  };
  const timer = setInterval(refresh, REFRESH_MS);
  refresh();
  return Disposable.from(
    item,
    new Disposable(() => {
      clearInterval(timer);
    }),
    window.onDidChangeActiveTextEditor(refresh),
    // Another meeting in the file is another appointment.
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === front) refresh();
    }),
    services.onDidChangeState(refresh),
  );
}

/** What is in front stays there while somebody reads the output panel: its editor is in no column. */
function documentInFront(before: TextDocument | undefined): TextDocument | undefined {
  const editor = window.activeTextEditor;
  return editor?.document.uri.scheme === 'output' && before?.isClosed === false ? before : editor?.document;
}

async function update(
  item: StatusBarItem,
  services: Services,
  document: TextDocument | undefined,
  isLatest: () => boolean,
): Promise<void> {
  if (document === undefined || !isPayload(document)) {
    item.hide();
    return;
  }
  const { cloud } = readConfig();
  const isSigningIn = cloud !== 'emulator' && services.flow.registration !== undefined;
  // While somebody signs in, the way to its help.
  item.command = isSigningIn ? COMMANDS.signIn : COMMANDS.selectCloud;
  if (cloud === 'emulator') {
    item.text = `$(beaker) ${say('emulator')}`;
    item.tooltip = say(
      'Payloads go to the local emulator: nothing leaves this machine. Press to choose a cloud.',
    );
    item.backgroundColor = undefined;
  } else {
    const state = await (await services.signIns()).state(cloud);
    if (!isLatest()) return;
    const { label, graphRoot: root, caveat } = CLOUDS[cloud];
    item.text = isSigningIn
      ? `$(sync~spin) ${[cloud, say('signing in…')].join(' · ')}`
      : `$(globe) ${[cloud, ...who(state, services.clock.now())].join(' · ')}`;
    item.tooltip = [
      isSigningIn
        ? say('A sign-in is under way. Press for help with it.')
        : say('Payloads go to Microsoft Graph, {cloud} ({root}). Press to choose another cloud.', {
            cloud: label,
            root,
          }),
      how(state),
      ...(caveat === undefined ? [] : [translate(caveat)]),
    ].join('\n\n');
    item.backgroundColor = new ThemeColor('statusBarItem.warningBackground');
  }
  const { known } = await payloadState(services, document);
  if (!isLatest()) return;
  if (known?.theirs !== undefined) {
    item.text += ` · $(warning) ${say('the server has changed')}`;
    if (!isSigningIn) {
      const title = say('Compare with Server');
      item.command = { title, command: COMMANDS.compare, arguments: [document.uri] };
      item.tooltip = say('Somebody has changed the appointment since it was read. Press to compare.');
    }
  }
  // Or a screen reader reads the names of the icons.
  const words = item.text.replace(/\$\([\w~-]+\) /g, '');
  item.accessibilityInformation = {
    label: say('Payloads go to {target}', { target: words }),
    role: 'button',
  };
  item.show();
}

function who(state: SignInState, now: number): string[] {
  switch (state.kind) {
    case 'signedOut':
      return [say('signed out')];
    case 'expired':
      return [shortName(state.account), say('expired')];
    case 'signedIn':
      return [shortName(state.account), ...remaining(state.account, now)];
  }
}

/** The id of a tenant would fill the bar; what a tooltip or a report says in full is short here. */
function shortName(account: Account): string {
  const { tenant } = account;
  const isId = tenant !== undefined && /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(tenant);
  const name = accountName(isId ? { ...account, tenant: `${tenant.slice(0, 8)}…` } : account, translate);
  return withoutIcons(name);
}

/** Only a pasted token ends by itself. */
function remaining({ way, expiresAt }: Account, now: number): string[] {
  if (way !== 'token' || expiresAt === undefined) return [];
  return [say('{minutes} min', { minutes: Math.max(0, Math.floor((expiresAt - now) / 60_000)) })];
}

function how(state: SignInState): string {
  if (state.kind === 'signedOut') return translate(state.reason);
  const name = accountName(state.account, translate);
  if (state.kind === 'expired') return `${name}: ${translate(state.reason)}`;
  const { way } = state.account;
  return way === undefined ? name : HOW[way](name);
}

const HOW: Readonly<Record<SignInWay, (name: string) => string>> = {
  browser: (name) => say('As {name}, signed in with the browser. Renewed without asking.', { name }),
  deviceCode: (name) => say('As {name}, signed in with a code. Renewed without asking.', { name }),
  vscode: (name) => say('As {name}, signed in by VS Code.', { name }),
  token: (name) => say('As {name}, by a pasted token that cannot be renewed.', { name }),
};
