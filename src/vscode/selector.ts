import { type DocumentSelector, languages, type TextDocument } from 'vscode';
import { LANGUAGE, PAYLOAD_SUFFIX } from '../manifest';

/** Payload files, also where a user maps `*.vappt.json` to another language. */
export const PAYLOADS: DocumentSelector = [{ language: LANGUAGE }, { pattern: `**/*${PAYLOAD_SUFFIX}` }];

/** What Git shows of an earlier version is not the payload: sending it would undo what came after. */
export function isPayload(document: TextDocument): boolean {
  return document.uri.scheme !== 'git' && languages.match(PAYLOADS, document) > 0;
}
