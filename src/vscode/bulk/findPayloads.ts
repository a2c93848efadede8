import { FileType, RelativePattern, type Uri, workspace } from 'vscode';
import { PAYLOAD_SUFFIX } from '../../manifest';

const NOT_OURS = '**/node_modules/**';

/**
 * The payload files that are meant by what was selected: files, and folders with all that is below them; without a
 * selection all of the workspace. Each once, in the order of their names.
 */
export async function findPayloads(selected: readonly Uri[]): Promise<Uri[]> {
  const found = selected.length === 0 ? [await inWorkspace()] : await Promise.all(selected.map(inSelected));
  const byName = new Map(found.flat().map((uri) => [uri.toString(), uri]));
  return [...byName.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function inWorkspace(): Promise<Uri[]> {
  return await workspace.findFiles(`**/*${PAYLOAD_SUFFIX}`, NOT_OURS);
}

async function inSelected(uri: Uri): Promise<Uri[]> {
  try {
    const { type } = await workspace.fs.stat(uri);
    if ((type & FileType.Directory) === 0) return uri.path.endsWith(PAYLOAD_SUFFIX) ? [uri] : [];
  } catch {
    // Gone since it was selected.
    return [];
  }
  return await workspace.findFiles(new RelativePattern(uri, `**/*${PAYLOAD_SUFFIX}`), NOT_OURS);
}
