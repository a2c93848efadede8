import { type TextDocument, Uri, workspace } from 'vscode';
import { pickDocument } from '../payloads';
import { isPayload } from '../selector';

/**
 * The payload that a model means: one that is open, or a file of the workspace and nothing else; without a name, the
 * one in front.
 *
 * @throws when there is none; a model reads the message
 */
export async function findFile(file: string | undefined): Promise<TextDocument> {
  if (file === undefined) {
    const document = await pickDocument(undefined);
    if (document === undefined) throw new Error('No payload file is in front: name one as "file".');
    return document;
  }
  const open = workspace.textDocuments.find(
    (document) => isPayload(document) && namesOf(document.uri).includes(file),
  );
  if (open !== undefined) return open;
  for (const uri of candidates(file)) {
    const document = workspace.getWorkspaceFolder(uri) === undefined ? undefined : await pickDocument(uri);
    if (document !== undefined) return document;
  }
  throw new Error('The workspace has no payload file (*.vappt.json) of this name.');
}

function namesOf(uri: Uri): string[] {
  return [workspace.asRelativePath(uri), uri.fsPath, uri.toString()];
}

/** Paths as models write them: from a folder of the workspace, with its name where there are several, or absolute. */
function candidates(file: string): Uri[] {
  const folders = workspace.workspaceFolders ?? [];
  return folders.flatMap(({ name, uri }) => {
    const inside = file.startsWith(`${name}/`) ? [file.slice(name.length + 1)] : [];
    return [
      ...[file, ...inside].map((path) => Uri.joinPath(uri, path)),
      ...(uri.scheme === 'file' ? [Uri.file(file)] : [uri.with({ path: file.startsWith('/') ? file : '/' })]),
    ];
  });
}
