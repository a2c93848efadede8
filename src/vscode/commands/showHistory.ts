import { commands, type QuickInputButton, type QuickPickItem, ThemeIcon, Uri, window } from 'vscode';
import type { HistoryEntry } from '../../core/history/entry';
import { buildBody } from '../../core/payload/body';
import type { OutcomeKind } from '../../core/send/outcome';
import { sha256 } from '../../node/sha256';
import { COMMANDS } from '../../manifest';
import { readConfig } from '../config';
import { notify } from '../notify';
import { analyse, pickDocument } from '../payloads';
import type { Services } from '../services';
import { say } from '../translate';
import { guard, type Handler } from './runCommand';

interface Item extends QuickPickItem {
  readonly entry: HistoryEntry;
}

/** Show History: the last sends of this workspace. Choosing one opens its report. */
export const showHistory: Handler = (services) => {
  const { history } = services;
  if (readConfig().historyLimit === 0) {
    notify('information', say('No history is kept: "vappt.history.limit" is 0.'));
    return;
  }
  if (history.entries().length === 0) {
    notify('information', say('Nothing was sent from this workspace so far.'));
    return;
  }
  const sendAgain: QuickInputButton = {
    iconPath: new ThemeIcon('cloud-upload'),
    tooltip: say('Send the payload again'),
  };
  const clear: QuickInputButton = { iconPath: new ThemeIcon('clear-all'), tooltip: say('Clear the history') };
  const picker = window.createQuickPick<Item>();
  picker.title = say('The last sends of this workspace');
  picker.placeholder = say('Choose one to read its report');
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.buttons = [clear];
  picker.items = history.entries().map((entry) => toItem(entry, [sendAgain]));
  const run = (what: string, task: () => unknown): void => {
    picker.hide();
    void guard(services, what, task);
  };
  const listeners: { dispose(): unknown }[] = [
    picker,
    picker.onDidAccept(() => {
      const [chosen] = picker.selectedItems;
      if (chosen !== undefined) run('Show Report', () => showReport(services, chosen.entry));
    }),
    picker.onDidTriggerItemButton(({ item }) => {
      run(sendAgain.tooltip ?? '', () => sendOnceMore(item.entry));
    }),
    picker.onDidTriggerButton(() => {
      run(clear.tooltip ?? '', () => history.clear());
    }),
    picker.onDidHide(() => {
      for (const listener of listeners) listener.dispose();
    }),
  ];
  picker.show();
};

const ICONS: Readonly<Partial<Record<OutcomeKind, string>>> = {
  updated: 'pass',
  conflict: 'git-compare',
  unknown: 'question',
  cancelled: 'circle-slash',
};

function toItem(entry: HistoryEntry, buttons: readonly QuickInputButton[]): Item {
  const file = Uri.parse(entry.document).path.split('/').at(-1) ?? '';
  const { cloud, method, outcome, status, properties } = entry;
  return {
    label: `$(${ICONS[outcome] ?? 'error'}) ${file}`,
    description: [outcome, status, new Date(entry.at).toLocaleString()].filter(Boolean).join(' · '),
    detail: `${method} · ${cloud} · ${properties.join(', ')}`,
    buttons: [...buttons],
    entry,
  };
}

async function showReport({ documents }: Services, { at, report }: HistoryEntry): Promise<void> {
  const time = new Date(at).toISOString().replaceAll(':', '-').slice(0, 19);
  await documents.show(`report ${time}.txt`, report);
}

/** What was sent is not kept: the file is sent as it is now, and the user is told when that is something else. */
async function sendOnceMore({ document: uri, bodyHash }: HistoryEntry): Promise<void> {
  const document = await pickDocument(Uri.parse(uri));
  if (document === undefined) {
    notify('warning', say('The payload file of this send is not there any more.'));
    return;
  }
  await window.showTextDocument(document);
  const send = {
    title: say('Send It as It Is Now'),
    run: () => commands.executeCommand(COMMANDS.send, document.uri),
  };
  const { payload } = analyse(document);
  if (payload.root?.type === 'object' && sha256(buildBody(payload)) === bodyHash) await send.run();
  else notify('warning', say('The payload has been changed since that send.'), [send]);
}
