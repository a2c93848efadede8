import { type QuickInputButton, type QuickPickItem, ThemeIcon, Uri, window } from 'vscode';
import type { HistoryEntry } from '../../core/history/entry';
import { isRecord } from '../../core/graph/reply';
import { outcomeIcon, outcomeName } from '../bulk/outcomeLooks';
import { readConfig } from '../config';
import { fileName } from '../fileName';
import { notify, withoutIcons } from '../notify';
import type { Services } from '../services';
import { say } from '../translate';
import { guard, type Handler } from './runCommand';
import { sendOnceMore } from './sendOnceMore';

interface Item extends QuickPickItem {
  readonly entry: HistoryEntry;
}

/** Show History: the last sends of this workspace. Choosing one opens its report; the view hands over a chosen one. */
export const showHistory: Handler = async (services, chosen) => {
  if (isPastReport(chosen)) {
    await showReport(services, chosen);
    return;
  }
  const { history } = services;
  if (readConfig().historyLimit === 0) {
    notify('information', say('No history is kept: "vappt.history.limit" is 0.'));
    return;
  }
  if (history.entries().length === 0) {
    notify('information', say('The history of this workspace is empty.'));
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

function toItem(entry: HistoryEntry, buttons: readonly QuickInputButton[]): Item {
  const file = fileName(Uri.parse(entry.document));
  const { cloud, method, outcome, status, properties } = entry;
  return {
    label: `$(${outcomeIcon(outcome).id}) ${withoutIcons(file)}`,
    description: [outcomeName(outcome), status, new Date(entry.at).toLocaleString()]
      .filter(Boolean)
      .join(' · '),
    detail: withoutIcons(`${method} · ${cloud} · ${properties.join(', ')}`),
    buttons: [...buttons],
    entry,
  };
}

/** Clear History: of this workspace. */
export const clearHistory: Handler = async ({ history }) => {
  await history.clear();
  notify('information', say('The history of this workspace is cleared.'));
};

/** What is needed of a send to show its report. */
type PastReport = Pick<HistoryEntry, 'at' | 'document' | 'report'>;

/** Menus have first arguments of their own. */
function isPastReport(value: unknown): value is PastReport {
  return (
    isRecord(value) &&
    typeof value['at'] === 'number' &&
    typeof value['document'] === 'string' &&
    typeof value['report'] === 'string'
  );
}

async function showReport({ documents }: Services, { at, document, report }: PastReport): Promise<void> {
  const time = new Date(at).toISOString().replaceAll(':', '-').slice(0, 19);
  await documents.show(`${fileName(Uri.parse(document))} (report of ${time}).txt`, report);
}
