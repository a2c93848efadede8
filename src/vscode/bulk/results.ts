import {
  type Disposable,
  EventEmitter,
  MarkdownString,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  window,
  workspace,
} from 'vscode';
import type { OutcomeKind } from '../../core/send/outcome';
import { CONTEXT_KEYS, VIEWS } from '../../manifest';
import type { InterruptedRun } from '../../node/keptRuns';
import { fileLabel, fileName } from '../fileName';
import { setContext } from '../setContext';
import { say } from '../translate';
import { type FileResult, summary } from './fileResult';
import { outcomeIcon, outcomeName, OUTCOMES } from './outcomeLooks';

interface Group {
  readonly outcome: OutcomeKind;
  readonly results: readonly FileResult[];
}

/** The results of the last run, by outcome, those that need somebody first. */
export class Results implements TreeDataProvider<Group | FileResult>, Disposable {
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view = window.createTreeView(VIEWS.results, { treeDataProvider: this, showCollapseAll: true });
  readonly #keep: (results: readonly FileResult[]) => Promise<void>;
  #groups: readonly Group[] = [];
  #results: readonly FileResult[] = [];
  #interrupted: InterruptedRun | undefined;

  /** @param keep puts results where a later window finds them */
  constructor(keep: (results: readonly FileResult[]) => Promise<void>) {
    this.#keep = keep;
  }

  get all(): readonly FileResult[] {
    return this.#results;
  }

  /** The run that the results are about, where it can be gone on with. */
  get interrupted(): InterruptedRun | undefined {
    return this.#interrupted;
  }

  /** Replaces what is shown, and keeps it; nothing hides the view. */
  async show(results: readonly FileResult[]): Promise<void> {
    this.#set(results, undefined);
    await this.#keep(results);
  }

  /** Shows what is kept already. */
  restore(results: readonly FileResult[], interrupted?: InterruptedRun): void {
    this.#set(results, interrupted);
  }

  /** A file that is listed was sent on its own: what came of that counts now. */
  async replace(result: FileResult): Promise<void> {
    const name = result.uri.toString();
    if (!this.#results.some(({ uri }) => uri.toString() === name)) return;
    const now = this.#results.map((each) => (each.uri.toString() === name ? result : each));
    this.#set(now, this.#interrupted);
    await this.#keep(now);
  }

  async reveal(): Promise<void> {
    const [group] = this.#groups;
    if (group !== undefined) await this.#view.reveal(group, { expand: true, focus: true });
  }

  getTreeItem(element: Group | FileResult): TreeItem {
    return 'results' in element ? groupItem(element) : resultItem(element);
  }

  getChildren(element?: Group | FileResult): (Group | FileResult)[] {
    if (element === undefined) return [...this.#groups];
    return 'results' in element ? [...element.results] : [];
  }

  getParent(element: Group | FileResult): Group | undefined {
    if ('results' in element) return undefined;
    return this.#groups.find(({ outcome }) => outcome === element.outcome);
  }

  dispose(): void {
    this.#view.dispose();
    this.#changed.dispose();
  }

  #set(results: readonly FileResult[], interrupted: InterruptedRun | undefined): void {
    this.#results = results;
    this.#interrupted = interrupted;
    this.#groups = OUTCOMES.map((outcome) => ({
      outcome,
      results: results.filter((result) => result.outcome === outcome),
    })).filter(({ results: some }) => some.length > 0);
    this.#view.message = this.#message();
    void setContext(CONTEXT_KEYS.hasResults, results.length > 0);
    this.#changed.fire(undefined);
  }

  #message(): string {
    if (this.#results.length === 0) return '';
    const words = summary(this.#results);
    return this.#interrupted === undefined
      ? words
      : say('{words}. The run was interrupted: Retry Failed goes on with it.', { words });
  }
}

/**
 * By the paths of their files. Of two results of one file the later one counts, unless it says the same in fewer words.
 */
export function merged(earlier: readonly FileResult[], later: readonly FileResult[]): FileResult[] {
  const all = new Map(earlier.map((result) => [result.uri.toString(), result]));
  for (const result of later) {
    const name = result.uri.toString();
    const known = all.get(name);
    const saysMore = known?.outcome === result.outcome && known.report !== undefined;
    if (result.report !== undefined || !saysMore) all.set(name, result);
  }
  return [...all.values()].sort((a, b) => (a.uri.path < b.uri.path ? -1 : 1));
}

function groupItem({ outcome, results }: Group): TreeItem {
  const name = outcomeName(outcome);
  const item = new TreeItem(
    name,
    outcome === 'updated' ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.Expanded,
  );
  item.id = outcome;
  item.description = String(results.length);
  item.iconPath = outcomeIcon(outcome);
  item.accessibilityInformation = {
    label:
      results.length === 1
        ? say('{outcome}: 1 file', { outcome: name })
        : say('{outcome}: {count} files', { outcome: name, count: results.length }),
  };
  return item;
}

function resultItem({ uri, outcome, title, isOthers }: FileResult): TreeItem {
  const item = new TreeItem(uri, TreeItemCollapsibleState.None);
  const name = fileName(uri);
  const folder = workspace.asRelativePath(uri).slice(0, -name.length - 1);
  item.label = fileLabel(uri);
  item.id = uri.toString();
  // "412 Precondition Failed": the group says what that means, and the tooltip the rest.
  const short = title.replace(/: .*/s, '');
  item.description = folder === '' ? short : `${short} · ${folder}`;
  item.tooltip = new MarkdownString().appendText(`${workspace.asRelativePath(uri)}\n${title}`);
  item.contextValue = `vappt.result.${outcome}${isOthers === true ? '.others' : ''}`;
  item.command = { title: say('Open'), command: 'vscode.open', arguments: [uri] };
  item.accessibilityInformation = {
    label: [name, outcomeName(outcome), title, folder].filter((part) => part !== '').join(', '),
  };
  return item;
}
