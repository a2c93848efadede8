import { type Uri, workspace } from 'vscode';

/** What is written in bytes that VS Code has no document for. */
export type PayloadText = { readonly text: string } | { readonly problem: 'unreadable' | 'undecodable' };

/** Reads the text of a file as an editor would, with its encoding, but repairs nothing: what was lost would be sent. */
export async function readPayloadText(uri: Uri): Promise<PayloadText> {
  let bytes: Uint8Array;
  try {
    bytes = await workspace.fs.readFile(uri);
  } catch {
    return { problem: 'unreadable' };
  }
  try {
    const text = await workspace.decode(bytes, { uri });
    // VS Code puts this character in the place of what it cannot decode. It may also stand in the file.
    if (!text.includes('\ufffd') || UTF_8.decode(bytes) === text) return { text };
  } catch {
    // Binary, or not UTF-8.
  }
  return { problem: 'undecodable' };
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });
