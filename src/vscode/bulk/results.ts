import {
  type Disposable,
  EventEmitter,
  MarkdownString,
  type TreeDataProvider,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  type Uri,
  window,
  workspace,
} from 'vscode';
import type { OutcomeKind } from '../../core/send/outcome';
import { CONTEXT_KEYS, VIEWS } from '../../manifest';
import { say } from '../translate';
import { setContext } from './setContext';

/** What became of one file of many. */
export interface FileResult {
  readonly uri: Uri;
  readonly outcome: OutcomeKind;
  /** What came of it, in a few words. */
  readonly title: string;
  /** The whole report; missing where nothing was sent. */
  readonly report: string | undefined;
}

interface Group {
  readonly outcome: OutcomeKind;
  readonly results: readonly FileResult[];
}

const ICONS: Readonly<Record<OutcomeKind, string>> = {
  updated: 'pass',
  conflict: 'git-compare',
  rejected: 'error',
  forbidden: 'lock',
  notFound: 'search-stop',
  retired: 'archive',
  throttled: 'watch',
  signInNeeded: 'account',
  unreachable: 'debug-disconnect',
  unknown: 'question',
  notApplied: 'discard',
  invalid: 'warning',
  cancelled: 'circle-slash',
};

/** The results of the last run in the explorer, by outcome, those that need somebody first. */
export class Results implements TreeDataProvider<Group | FileResult>, Disposable {
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view = window.createTreeView(VIEWS.results, { treeDataProvider: this, showCollapseAll: true });
  #results: readonly FileResult[] = [];

  get all(): readonly FileResult[] {
    return this.#results;
  }

  /** Replaces what is shown; nothing hides the view. */
  show(results: readonly FileResult[]): void {
    this.#results = results;
    this.#view.message = results.length === 0 ? '' : summary(results);
    void setContext(CONTEXT_KEYS.hasResults, results.length > 0);
    this.#changed.fire(undefined);
  }

  async reveal(): Promise<void> {
    const [group] = this.#groups();
    if (group !== undefined) await this.#view.reveal(group, { expand: true });
  }

  getTreeItem(element: Group | FileResult): TreeItem {
    return 'results' in element ? groupItem(element) : resultItem(element);
  }

  getChildren(element?: Group | FileResult): (Group | FileResult)[] {
    if (element === undefined) return this.#groups();
    return 'results' in element ? [...element.results] : [];
  }

  getParent(element: Group | FileResult): Group | undefined {
    if ('results' in element) return undefined;
    return this.#groups().find(({ outcome }) => outcome === element.outcome);
  }

  dispose(): void {
    this.#view.dispose();
    this.#changed.dispose();
  }

  #groups(): Group[] {
    const outcomes = (Object.keys(ICONS) as OutcomeKind[]).filter((kind) => kind !== 'updated');
    return [...outcomes, 'updated' as const]
      .map((outcome) => ({ outcome, results: this.#results.filter((result) => result.outcome === outcome) }))
      .filter(({ results }) => results.length > 0);
  }
}

/** For example "20 of 25 saved". */
export function summary(results: readonly FileResult[]): string {
  return say('{saved} of {count} saved', {
    saved: results.filter(({ outcome }) => outcome === 'updated').length,
    count: results.length,
  });
}

function groupItem({ outcome, results }: Group): TreeItem {
  const item = new TreeItem(
    outcome,
    outcome === 'updated' ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.Expanded,
  );
  item.id = outcome;
  item.description = String(results.length);
  item.iconPath = new ThemeIcon(ICONS[outcome]);
  item.accessibilityInformation = {
    label: say('{outcome}: {count} files', { outcome, count: results.length }),
  };
  return item;
}

function resultItem({ uri, outcome, title }: FileResult): TreeItem {
  const item = new TreeItem(uri, TreeItemCollapsibleState.None);
  item.label = uri.path.split('/').at(-1) ?? '';
  item.id = uri.toString();
  item.description = title;
  item.tooltip = new MarkdownString().appendText(`${workspace.asRelativePath(uri)}\n${title}`);
  item.contextValue = `vappt.result.${outcome}`;
  item.command = { title: say('Open'), command: 'vscode.open', arguments: [uri] };
  item.accessibilityInformation = { label: `${item.label}, ${outcome}, ${title}` };
  return item;
}
