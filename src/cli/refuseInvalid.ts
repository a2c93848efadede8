import { blocking } from '../core/lint/blocking';
import { isSendable } from '../core/payload/sendable';
import { findingLine, findingsJson } from './findings';
import type { Console } from './console';
import type { ConnectionOptions } from './options';
import { shownPath } from './printable';
import type { PayloadFile } from './payloadFile';

/**
 * Prints a file's errors and warnings as notes; when notes are not wanted, only those of a file with errors. Returns whether
 * one of them keeps it from being sent.
 *
 * With `allowInvalid`, what has a body to send is sent in spite of errors.
 */
export function refuseInvalid(
  { path, document, findings }: PayloadFile,
  console: Console,
  { quiet, allowInvalid }: Pick<ConnectionOptions, 'quiet'> & { readonly allowInvalid?: true } = {},
): boolean {
  const errors = blocking(findings, 'cli').length;
  if (quiet !== true || errors > 0) {
    // Advice is for whoever writes the file: `validate` has it.
    const serious = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
    for (const finding of findingsJson(document, serious))
      console.note(findingLine(path, finding, console.noteColours));
  }
  if (errors === 0) return false;
  const count = errors === 1 ? 'an error' : `${errors} errors`;
  const isSent = allowInvalid === true && isSendable(document);
  console.note(
    isSent
      ? `${shownPath(path)}: taken in spite of ${count}, as --allow-invalid says.`
      : `${shownPath(path)}: not used, because of ${count}.`,
  );
  return !isSent;
}
