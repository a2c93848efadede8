import { ThemeColor, ThemeIcon, TreeItem, type Uri } from 'vscode';
import type { HistoryEntry } from '../../core/history/entry';
import { COMMANDS, type CommandName } from '../../manifest';

/** A line of a view, in words. */
export interface Line {
  readonly label: string;
  /** Beside the label, as far as the view is wide enough. */
  readonly description?: string;
  /** What is said instead where there is room for it: in the tooltip, and to a screen reader. */
  readonly detail?: string;
  readonly icon: string | ThemeIcon;
  /** Whether the icon shall stand out. */
  readonly isWarning?: boolean;
  readonly tooltip?: string;
  /** What menus ask for. */
  readonly context: string;
  /** Of its own in its view, so that VS Code knows it again by it, and keeps it selected, when its words change. */
  readonly id?: string;
  /** What a click does: its title and what it runs. */
  readonly click?: { readonly title: string; readonly command: string; readonly arguments?: unknown[] };
}

/** An item that a menu hands over to commands. */
export class ViewItem extends TreeItem {
  /** The file that it stands for. */
  readonly uri: Uri | undefined;
  /** What is stored under this key, as `targetKey` makes it. */
  readonly key: string | undefined;
  /** The past send that it stands for. */
  readonly entry: HistoryEntry | undefined;

  constructor(
    line: Line,
    stands: { readonly uri?: Uri | undefined; readonly key?: string; readonly entry?: HistoryEntry } = {},
  ) {
    super(line.label);
    const { description, icon, id, isWarning, tooltip, context, click } = line;
    const detail = line.detail ?? description ?? '';
    if (description !== undefined) this.description = description;
    if (id !== undefined) this.id = id;
    this.iconPath =
      typeof icon === 'string'
        ? new ThemeIcon(icon, isWarning === true ? new ThemeColor('list.warningForeground') : undefined)
        : icon;
    this.tooltip = tooltip ?? `${line.label}\n${detail}`;
    this.contextValue = context;
    this.accessibilityInformation = { label: `${line.label}, ${detail}` };
    if (click !== undefined) this.command = click;
    this.uri = stands.uri;
    this.key = stands.key;
    this.entry = stands.entry;
  }
}

/** A click that runs one of our commands. */
export function runs(name: CommandName, title: string): NonNullable<Line['click']> {
  return { title, command: COMMANDS[name] };
}
