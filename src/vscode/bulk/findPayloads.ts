import { FileType, Uri, workspace } from 'vscode';
import { PAYLOAD_SUFFIX } from '../../manifest';

/** Other people's files, and too many of them. */
const SKIPPED = new Set(['node_modules', '.git']);

/**
 * The payload files that are meant by what was selected: files, and folders with all that is below them; without a
 * selection all of the workspace. Each once, in the order of their paths. Folders are read one by one, since VS Code's
 * own file search finds nothing in a virtual workspace.
 */
export async function findPayloads(selected: readonly Uri[]): Promise<Uri[]> {
  const roots = selected.length > 0 ? selected : (workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const found = new Map<string, Uri>();
  for (const root of roots) await collect(root, await typeOf(root), found);
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function collect(uri: Uri, type: FileType, found: Map<string, Uri>): Promise<void> {
  if ((type & FileType.Directory) === 0) {
    if ((type & FileType.File) !== 0 && uri.path.endsWith(PAYLOAD_SUFFIX)) found.set(uri.toString(), uri);
    return;
  }
  for (const [name, each] of await entriesOf(uri)) {
    // A link to a folder could lead in a circle.
    const isLinkedFolder = (each & FileType.SymbolicLink) !== 0 && (each & FileType.Directory) !== 0;
    if (!SKIPPED.has(name) && !isLinkedFolder) await collect(Uri.joinPath(uri, name), each, found);
  }
}

/** What has gone since it was selected, or cannot be read, holds nothing. */
async function entriesOf(folder: Uri): Promise<[string, FileType][]> {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}

async function typeOf(uri: Uri): Promise<FileType> {
  try {
    return (await workspace.fs.stat(uri)).type;
  } catch {
    return FileType.Unknown;
  }
}
