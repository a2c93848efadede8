import { type CancellationToken, FileType, Uri, workspace } from 'vscode';
import { PAYLOAD_SUFFIX } from '../../manifest';

/** Other people's files, and too many of them. */
const SKIPPED = new Set(['node_modules', '.git']);

export interface Search {
  /** Where it was cancelled, what is found is not all. */
  readonly token?: Pick<CancellationToken, 'isCancellationRequested'>;
  /** It stops when it has found so many. */
  readonly most?: number;
}

/**
 * The payload files that are meant by what was selected: files, and folders with all that is below them; without a
 * selection all of the workspace. Each once, in the order of their paths. Folders are read one by one, since VS Code's
 * own file search finds nothing in a virtual workspace.
 */
export async function findPayloads(selected: readonly Uri[], search: Search = {}): Promise<Uri[]> {
  const roots = selected.length > 0 ? selected : (workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const found = new Map<string, Uri>();
  const { token, most = Infinity } = search;
  const isOver = (): boolean => token?.isCancellationRequested === true || found.size >= most;
  for (const root of roots) {
    if (isOver()) break;
    await collect(root, await typeOf(root), { found, isOver });
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Whether a file of the workspace is where nobody looks for payloads. */
export function isSkipped(uri: Uri): boolean {
  return workspace
    .asRelativePath(uri, false)
    .split('/')
    .some((name) => SKIPPED.has(name));
}

interface Walk {
  readonly found: Map<string, Uri>;
  readonly isOver: () => boolean;
}

async function collect(uri: Uri, type: FileType, walk: Walk): Promise<void> {
  if ((type & FileType.Directory) === 0) {
    if ((type & FileType.File) !== 0 && uri.path.endsWith(PAYLOAD_SUFFIX))
      walk.found.set(uri.toString(), uri);
    return;
  }
  for (const [name, each] of inOrder(await entriesOf(uri))) {
    if (walk.isOver()) return;
    // A link to a folder could lead in a circle.
    const isLinkedFolder = (each & FileType.SymbolicLink) !== 0 && (each & FileType.Directory) !== 0;
    if (!SKIPPED.has(name) && !isLinkedFolder) await collect(Uri.joinPath(uri, name), each, walk);
  }
}

/** In the order of the paths below them, so that a search that stops has found the first. */
function inOrder(entries: readonly [string, FileType][]): [string, FileType][] {
  const key = ([name, type]: [string, FileType]): string =>
    (type & FileType.Directory) === 0 ? name : `${name}/`;
  return [...entries].sort((a, b) => (key(a) < key(b) ? -1 : 1));
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
