import { Disposable, EventEmitter, type TreeItem, window } from 'vscode';
import { VIEWS } from '../manifest';
import type { Services } from './services';
import type { Lists } from './view';

/** The age of a tag is shown in minutes. */
const REFRESH_MS = 60_000;

const LISTS = ['overview', 'appointments', 'history'] as const;

/** Shows the views of the activity bar. What is in them is loaded when the first of them is seen. */
export function registerViews(services: Services): Disposable {
  let lists: Promise<Lists> | undefined;
  // VS Code keeps the providers of views that are gone: what they use must not be kept with them.
  let used: Services | undefined = services;
  const load = async (parts: Services): Promise<Lists> => (await import('./view')).createLists(parts);
  const itemsOf = async (name: (typeof LISTS)[number]): Promise<TreeItem[]> =>
    used === undefined ? [] : await (await (lists ??= load(used)))[name]();
  const changed = new EventEmitter<void>();
  const refresh = (): void => {
    changed.fire();
  };
  const timer = setInterval(refresh, REFRESH_MS);
  return Disposable.from(
    changed,
    services.onDidChangeState(refresh),
    ...LISTS.map((name) =>
      window.registerTreeDataProvider<TreeItem>(VIEWS[name], {
        onDidChangeTreeData: changed.event,
        getTreeItem: (item) => item,
        getChildren: () => itemsOf(name),
      }),
    ),
    new Disposable(() => {
      clearInterval(timer);
      void lists?.then((loaded) => {
        loaded.dispose();
      });
      lists = undefined;
      used = undefined;
    }),
  );
}
