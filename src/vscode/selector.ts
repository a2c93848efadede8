import { type DocumentSelector, languages, type TextDocument } from 'vscode';
import { LANGUAGE, PAYLOAD_SUFFIX } from '../manifest';

/** Payload files, also where a user maps `*.vappt.json` to another language. */
export const PAYLOADS: DocumentSelector = [{ language: LANGUAGE }, { pattern: `**/*${PAYLOAD_SUFFIX}` }];

export function isPayload(document: TextDocument): boolean {
  return languages.match(PAYLOADS, document) > 0;
}
