import { languages, Range, type TextDocument, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import { SAMPLE_MEETING_ID } from '../../../src/emulator/constants';

/** A payload for the emulator's sample meeting. */
export function samplePayload(
  members: Readonly<Record<string, unknown>> = { externalAppointmentId: 'ext-2' },
): string {
  return JSON.stringify({ $meeting: SAMPLE_MEETING_ID, ...members }, null, 2);
}

/** Writes a file into the workspace and shows it. */
export async function openPayload(name: string, text: string): Promise<TextDocument> {
  const uri = Uri.joinPath(workspaceFolder(), name);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document);
  return document;
}

/** Gives an open document another text, without saving it. */
export async function rewrite(document: TextDocument, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), text);
  await workspace.applyEdit(edit);
}

/** Writes a folder of payloads. */
export async function folderOf(name: string, files: Readonly<Record<string, string>>): Promise<Uri> {
  const folder = Uri.joinPath(workspaceFolder(), name);
  for (const [file, text] of Object.entries(files)) {
    await workspace.fs.writeFile(Uri.joinPath(folder, file), new TextEncoder().encode(text));
  }
  return folder;
}

export function workspaceFolder(): Uri {
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('The window has no folder.');
  return folder.uri;
}

/** Waits until the complaints about a document, the JSON service's and ours, are as wanted. */
export async function complaintsWhere(
  uri: Uri,
  isWanted: (messages: readonly string[]) => boolean,
): Promise<string[]> {
  const messages = (): string[] => languages.getDiagnostics(uri).map(({ message }) => message);
  return await new Promise((resolve) => {
    const check = (): void => {
      if (!isWanted(messages())) return;
      subscription.dispose();
      resolve(messages());
    };
    const subscription = languages.onDidChangeDiagnostics(check);
    check();
  });
}
