import type { TreeItem } from 'vscode';
import type { Services } from '../services';
import { appointments } from './appointments';
import { history } from './history';
import { overview } from './overview';
import { PayloadFiles } from './payloadFiles';

/** The items of each view, as they are now. */
export interface Lists {
  overview(): Promise<TreeItem[]>;
  appointments(): Promise<TreeItem[]>;
  history(): TreeItem[];
  dispose(): void;
}

/** What the views of the activity bar show. In a bundle of its own: many windows never show them. */
export function createLists(services: Services): Lists {
  const files = new PayloadFiles(services.notifyChange);
  return {
    overview: () => overview(services),
    appointments: () => appointments(services, files),
    history: () => history(services),
    dispose: () => {
      files.dispose();
    },
  };
}
