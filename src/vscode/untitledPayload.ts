import { FileType, TabInputText, type TextDocument, type TextEditor, Uri, window, workspace } from 'vscode';
import { PAYLOAD_SUFFIX } from '../manifest';

const BASE = 'appointment';

/**
 * Opens a new, empty payload file that is not saved: named, and in the folder where a save will put it.
 *
 * @param near a folder or a file that it belongs beside; without one, the workspace's first folder
 */
export async function openUntitledPayload(near: unknown): Promise<TextEditor> {
  const document = await emptyDocument(await folderOf(near));
  return await window.showTextDocument(document, { preview: false });
}

async function folderOf(near: unknown): Promise<Uri | undefined> {
  if (near instanceof Uri && near.scheme !== 'untitled') {
    const { type } = await workspace.fs.stat(near).then(
      (stat) => stat,
      () => ({ type: FileType.Unknown }),
    );
    return (type & FileType.Directory) === 0 ? Uri.joinPath(near, '..') : near;
  }
  const front = window.activeTextEditor?.document.uri;
  const folder = front === undefined ? undefined : workspace.getWorkspaceFolder(front);
  return (folder ?? workspace.workspaceFolders?.[0])?.uri;
}

/** One with a name that neither a file nor an open document has. */
async function emptyDocument(folder: Uri | undefined): Promise<TextDocument> {
  for (let count = 1; ; count += 1) {
    const name = `${BASE}${count === 1 ? '' : `-${count}`}${PAYLOAD_SUFFIX}`;
    const file = folder === undefined ? undefined : Uri.joinPath(folder, name);
    const uri =
      file === undefined ? Uri.from({ scheme: 'untitled', path: name }) : file.with({ scheme: 'untitled' });
    if (isOpen(uri) || (file !== undefined && (await exists(file)))) continue;
    const document = await workspace.openTextDocument(uri);
    // What was never saved comes back after a restart, and its document is not open before somebody looks at it.
    if (document.getText() === '') return document;
  }
}

/** In a remote window a tab that is there again after a restart names the host too: only the path is the same. */
function isOpen({ path }: Uri): boolean {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  return [
    ...workspace.textDocuments.map(({ uri }) => uri),
    ...tabs.flatMap(({ input }) => (input instanceof TabInputText ? [input.uri] : [])),
  ].some((uri) => uri.scheme === 'untitled' && uri.path === path);
}

async function exists(file: Uri): Promise<boolean> {
  return await workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}
