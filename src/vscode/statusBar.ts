import { Disposable, StatusBarAlignment, type StatusBarItem, ThemeColor, window, workspace } from 'vscode';
import { CLOUDS } from '../core/graph/clouds';
import { COMMANDS, SECTION } from '../manifest';
import { readConfig } from './config';
import { isPayload } from './selector';
import type { Services } from './services';
import { say } from './translate';

/** The remaining time is shown in minutes. */
const REFRESH_MS = 30_000;

/** Shows where payloads go and as whom, while a payload file is in front. A real cloud looks different. */
export function registerStatusBar(services: Services): Disposable {
  const item = window.createStatusBarItem('vappt.cloud', StatusBarAlignment.Left);
  item.name = say('Virtual Appointment: cloud');
  item.command = COMMANDS.selectCloud;
  let latest = 0;
  const refresh = (): void => {
    const turn = ++latest;
    // What was asked for earlier must not be shown over what holds now.
    void update(item, services, () => turn === latest).catch((error: unknown) => {
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
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SECTION)) refresh();
    }),
    services.tokens.onDidChange(refresh),
  );
}

async function update(
  item: StatusBarItem,
  { tokens, clock }: Services,
  isLatest: () => boolean,
): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined || !isPayload(document)) {
    item.hide();
    return;
  }
  const { cloud } = readConfig();
  if (cloud === 'emulator') {
    item.text = `$(beaker) ${say('emulator')}`;
    item.tooltip = say(
      'Payloads go to the local emulator: nothing leaves this machine. Press to choose a cloud.',
    );
    item.backgroundColor = undefined;
  } else {
    const token = await tokens.describe(cloud);
    if (!isLatest()) return;
    const account = token?.accountLabel ?? say('signed out');
    item.text = `$(globe) ${[cloud, account, ...remaining(token?.expiresAt, clock.now())].join(' · ')}`;
    item.tooltip = say('Payloads go to Microsoft Graph, {cloud} ({root}). Press to choose another cloud.', {
      cloud: CLOUDS[cloud].label,
      root: CLOUDS[cloud].graphRoot,
    });
    item.backgroundColor = new ThemeColor('statusBarItem.warningBackground');
  }
  item.show();
}

function remaining(expiresAt: number | undefined, now: number): string[] {
  if (expiresAt === undefined) return [];
  return [say('{minutes} min', { minutes: Math.max(0, Math.floor((expiresAt - now) / 60_000)) })];
}
