import { type DocumentSelector, languages, type TextDocument, type Uri, workspace } from 'vscode';
import { LANGUAGE, PAYLOAD_SUFFIX } from '../manifest';

/** Payload files, also where a user maps `*.vappt.json` to another language. */
export const PAYLOADS: DocumentSelector = [{ language: LANGUAGE }, { pattern: `**/*${PAYLOAD_SUFFIX}` }];

/** Whether a document is a payload that can be worked with and sent. */
export function isPayload(document: TextDocument): boolean {
  return isFile(document.uri) && languages.match(PAYLOADS, document) > 0;
}

/** Where files are, as this extension sees them. */
const FILES: readonly string[] = ['file', 'untitled', 'vscode-remote'];

/**
 * What Git, the timeline or a comparison show of an earlier version is not the payload, though its name is the same: sending
 * it would undo what came after. Nobody can write there, but in a folder that was opened.
 */
export function isFile({ scheme }: Uri): boolean {
  return (
    FILES.includes(scheme) ||
    workspace.fs.isWritableFileSystem(scheme) === true ||
    (workspace.workspaceFolders ?? []).some(({ uri }) => uri.scheme === scheme)
  );
}
