import { type Edit, modify } from 'jsonc-parser';

/** How the editor indents. */
export interface Indentation {
  readonly insertSpaces: boolean;
  readonly tabSize: number;
}

/**
 * What to change in a payload's text to set a directive: as its first member, or in the place where it stands already.
 *
 * @param text a payload without syntax errors and with an object at its top
 */
export function directiveEdits(text: string, name: string, value: string, indentation: Indentation): Edit[] {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return modify(text, [name], value, {
    formattingOptions: { ...indentation, eol },
    getInsertionIndex: () => 0,
  });
}
