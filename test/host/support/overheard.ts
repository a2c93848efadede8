// Writes down what the extension shows in places that no API reads back: notifications, questions, progress, the status
// bar, views. VS Code lets a suite do so, and every call goes on to VS Code as it is.
import { env, type StatusBarItem, type TreeDataProvider, window } from 'vscode';

/** Where something was shown. */
export type Where = 'notification' | 'question' | 'progress';

export interface Overheard {
  readonly said: { readonly where: Where; readonly text: string }[];
  readonly statusBar: StatusBarItem[];
  /** By the id of their view. */
  readonly views: Map<string, TreeDataProvider<unknown>>;
  telemetryLoggers: number;
  /** Told with each list of choices that opens. */
  onPick: () => void;
  /** Told with the words and buttons of each notification. */
  onNotification: (text: string) => void;
}

/** Each suite is a bundle of its own. */
const PLACE = Symbol.for('vappt.overheard');
const shared = globalThis as { [PLACE]?: Overheard };

/** What was overheard so far. */
export function overheard(): Overheard {
  const all = shared[PLACE];
  if (all === undefined) throw new Error('Nobody listens: call listen() before the extension is loaded.');
  return all;
}

type Call = (this: unknown, ...args: unknown[]) => unknown;

/** Has to be called before the extension is loaded. */
export function listen(): void {
  const all: Overheard = {
    said: [],
    statusBar: [],
    views: new Map(),
    telemetryLoggers: 0,
    onPick: () => undefined,
    onNotification: () => undefined,
  };
  shared[PLACE] = all;
  const say = (where: Where, value: unknown): void => void all.said.push({ where, text: textOf(value) });

  for (const name of ['showInformationMessage', 'showWarningMessage', 'showErrorMessage']) {
    around(window, name, (go, ...args) => {
      say('notification', args);
      const shown = go(...args);
      all.onNotification(textOf(args));
      return shown;
    });
  }
  around(window, 'showQuickPick', (go, ...args) => {
    say('question', args);
    const shown = go(...args);
    // Its choices are handed over a moment later.
    setImmediate(() => {
      all.onPick();
    });
    return shown;
  });
  around(window, 'showInputBox', (go, options, ...more) => {
    say('question', options);
    return go(options, ...more);
  });
  around(window, 'createQuickPick', (go) => {
    const picker = go() as ReturnType<typeof window.createQuickPick>;
    around(picker, 'show', (show) => {
      say('question', [picker.title, picker.placeholder, picker.items]);
      show();
      setImmediate(() => {
        all.onPick();
      });
    });
    return picker;
  });
  around(window, 'withProgress', (go, options, task) => {
    say('progress', options);
    return go(options, (progress: object, ...more: unknown[]) => {
      around(progress, 'report', (report, value) => {
        say('progress', value);
        report(value);
      });
      return (task as Call)(progress, ...more);
    });
  });
  around(window, 'createStatusBarItem', (go, ...args) => {
    const item = go(...args) as StatusBarItem;
    all.statusBar.push(item);
    return item;
  });
  around(window, 'registerTreeDataProvider', (go, id, provider) => {
    all.views.set(id as string, provider as TreeDataProvider<unknown>);
    return go(id, provider);
  });
  around(window, 'createTreeView', (go, id, options) => {
    all.views.set(
      id as string,
      (options as { treeDataProvider: TreeDataProvider<unknown> }).treeDataProvider,
    );
    return go(id, options);
  });
  around(env, 'createTelemetryLogger', (go, ...args) => {
    all.telemetryLoggers += 1;
    return go(...args);
  });
}

function around(
  owner: object,
  name: string,
  wrapper: (go: (...args: unknown[]) => unknown, ...args: unknown[]) => unknown,
): void {
  const place = owner as Record<string, Call>;
  const original = place[name];
  if (original === undefined) throw new Error(`There is no ${name} any more.`);
  place[name] = (...args) => wrapper((...given) => original.apply(owner, given), ...args);
}

const SHOWN = new Set(
  'label description detail tooltip title message prompt placeHolder placeholder value buttons'.split(' '),
);

/** What a choice or a button carries beside its words is not shown. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (key: string, each: unknown) =>
    key === '' || /^\d+$/.test(key) || SHOWN.has(key) ? each : undefined,
  );
}
