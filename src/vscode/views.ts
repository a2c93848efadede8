import { Disposable, type TreeItem, window } from 'vscode';
import { VIEWS } from '../manifest';
import type { Services } from './services';
import type { Lists } from './view';

const LISTS = ['overview', 'appointments', 'history'] as const;

/** Shows the views of the activity bar. What is in them is loaded when the first of them is seen. */
export function registerViews(services: Services): Disposable {
  let lists: Promise<Lists> | undefined;
  const load = async (): Promise<Lists> => (await import('./view')).createLists(services);
  return Disposable.from(
    ...LISTS.map((name) =>
      window.registerTreeDataProvider<TreeItem>(VIEWS[name], {
        onDidChangeTreeData: services.onDidChangeState,
        getTreeItem: (item) => item,
        getChildren: async () => await (await (lists ??= load()))[name](),
      }),
    ),
    new Disposable(() => {
      void lists?.then((loaded) => {
        loaded.dispose();
      });
    }),
  );
}
