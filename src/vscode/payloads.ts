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
 * its unsaved changes.
 */
export async function pickDocument(uri: Uri | undefined): Promise<TextDocument | undefined> {
  if (uri !== undefined) return await workspace.openTextDocument(uri);
  const document = window.activeTextEditor?.document;
  return document !== undefined && isPayload(document) ? document : undefined;
}
