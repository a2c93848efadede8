import { applyEdits, modify } from 'jsonc-parser';

/** How the editor indents. */
export interface Indentation {
  readonly insertSpaces: boolean;
  readonly tabSize: number;
}

/**
 * A payload's text with a directive set: as its first member, or in the place where it stands already.
 *
 * @param text a payload without syntax errors and with an object at its top
 */
export function withDirective(text: string, name: string, value: string, indentation: Indentation): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const edits = modify(text, [name], value, {
    formattingOptions: { ...indentation, eol },
    getInsertionIndex: () => 0,
  });
  return applyEdits(text, edits);
}
