import { type TextDocument, type Uri, window, workspace } from 'vscode';
import type { Finding } from '../core/lint/rule';
import { RULES } from '../core/lint/rules';
import { runRules } from '../core/lint/runRules';
import type { PayloadDocument } from '../core/payload/model';
import { parsePayload } from '../core/payload/parse';
import { isPayload } from './selector';

export interface Analysis {
  readonly version: number;
  readonly payload: PayloadDocument;
  readonly findings: readonly Finding[];
}

const analyses = new WeakMap<TextDocument, Analysis>();

/** Reads and judges a document, once for each of its versions. */
export function analyse(document: TextDocument): Analysis {
  const known = analyses.get(document);
  if (known?.version === document.version) return known;
  const payload = parsePayload(document.getText());
  const analysis = { version: document.version, payload, findings: runRules(payload, RULES) };
  analyses.set(document, analysis);
  return analysis;
}

/**
 * The document that a command is about: the file it was called on, or the one in front. An open document counts with
 * its unsaved changes. `undefined` when there is no such payload file, or none any more.
 */
export async function pickDocument(uri: Uri | undefined): Promise<TextDocument | undefined> {
  const document = uri === undefined ? window.activeTextEditor?.document : await open(uri);
  return document !== undefined && isPayload(document) ? document : undefined;
}

async function open(uri: Uri): Promise<TextDocument | undefined> {
  // VS Code would make a new, empty one under the old name.
  if (uri.scheme === 'untitled') {
    return workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  }
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    // Gone, a folder, or not a text.
    return undefined;
  }
}
