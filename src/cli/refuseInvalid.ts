import { blocking } from '../core/lint/blocking';
import { findingLine, findingsJson } from './findings';
import type { Console } from './console';
import { shownPath } from './printable';
import type { PayloadFile } from './payloadFile';

/** Prints a file's findings as notes. Returns whether one of them keeps it from being sent. */
export function refuseInvalid({ path, document, findings }: PayloadFile, console: Console): boolean {
  for (const finding of findingsJson(document.text, findings))
    console.note(findingLine(path, finding, console.noteColours));
  const errors = blocking(findings, 'cli').length;
  if (errors > 0)
    console.note(
      `${shownPath(path)}: not used, because of ${errors === 1 ? 'an error' : `${errors} errors`}.`,
    );
  return errors > 0;
}
