import { FileType, type TextEditor, Uri, window, workspace } from 'vscode';
import { PAYLOAD_SUFFIX } from '../manifest';

const BASE = 'appointment';

/**
 * Opens a new, empty payload file that is not saved: named, and in the folder where a save will put it.
 *
 * @param near a folder or a file that it belongs beside; without one, the workspace's first folder
 */
export async function openUntitledPayload(near: unknown): Promise<TextEditor> {
  const document = await workspace.openTextDocument(await freeUri(await folderOf(near)));
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

/** A name that neither a file nor an open document has. */
async function freeUri(folder: Uri | undefined): Promise<Uri> {
  for (let count = 1; ; count += 1) {
    const name = `${BASE}${count === 1 ? '' : `-${count}`}${PAYLOAD_SUFFIX}`;
    const file = folder === undefined ? undefined : Uri.joinPath(folder, name);
    const uri =
      file === undefined ? Uri.from({ scheme: 'untitled', path: name }) : file.with({ scheme: 'untitled' });
    const isOpen = workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
    if (!isOpen && (file === undefined || !(await exists(file)))) return uri;
  }
}

async function exists(file: Uri): Promise<boolean> {
  return await workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}
