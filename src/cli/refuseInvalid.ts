import { blocking } from '../core/lint/blocking';
import { findingLine, findingsJson } from './findings';
import type { Console } from './console';
import type { ConnectionOptions } from './options';
import { shownPath } from './printable';
import type { PayloadFile } from './payloadFile';

/**
 * Prints a file's errors and warnings as notes; when notes are not wanted, only those of a file that is refused. Returns whether
 * one of them keeps it from being sent.
 */
export function refuseInvalid(
  { path, document, findings }: PayloadFile,
  console: Console,
  { quiet }: Pick<ConnectionOptions, 'quiet'> = {},
): boolean {
  const errors = blocking(findings, 'cli').length;
  if (quiet !== true || errors > 0) {
    // Advice is for whoever writes the file: `validate` has it.
    const serious = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
    for (const finding of findingsJson(document, serious))
      console.note(findingLine(path, finding, console.noteColours));
  }
  if (errors > 0)
    console.note(
      `${shownPath(path)}: not used, because of ${errors === 1 ? 'an error' : `${errors} errors`}.`,
    );
  return errors > 0;
}
