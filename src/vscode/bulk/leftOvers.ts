import { type ExtensionContext, Uri, workspace } from 'vscode';
import { guard } from '../commands/runCommand';
import type { Services } from '../services';
import type { BulkPlace } from './bulk';

/** The workspace's own storage is used by one window at a time; without a workspace all windows share one. */
export function bulkPlace({ storageUri, globalStorageUri }: ExtensionContext): BulkPlace {
  return {
    folder: Uri.joinPath(storageUri ?? globalStorageUri, 'sends'),
    isShared: storageUri === undefined,
  };
}

/**
 * Looks whether an earlier window has left results, or a run that it did not end, and takes them up. Where there is
 * nothing, nothing is loaded for it.
 */
export async function takeUpLeftOvers(services: Services, { folder }: BulkPlace): Promise<void> {
  const [first] = await workspace.fs.readDirectory(folder).then(
    (entries) => entries,
    () => [],
  );
  if (first === undefined) return;
  await guard(services, 'Take up what was sent', async () => {
    const { takeUp } = await import('../commands/handlers');
    await takeUp(services);
  });
}
