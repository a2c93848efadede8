import { escapeLineBreaks } from '../core/text';

/** Control characters other than line breaks and tabs, and the marks that reorder text. */
const UNSAFE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text from files and servers as a terminal may see it: what could move the cursor or reorder the line is written as
 * an escape, which in JSON means the same.
 */
export function printable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A path as it may stand at the start of a line: in one line, and never like a command to a build system (`::error::`). */
export function shownPath(path: string): string {
  const line = escapeLineBreaks(path);
  return /^\s*[:#]/.test(line) ? `./${line}` : line;
}

/** Lines of somebody else's text: none that a build system would take for a command. */
export function harmless(text: string): string {
  return text.replace(/^([ \t]*)(?=::|##\[|##vso\[|\[command\])/gm, '$1\\');
}

/** The line that wrong use ends with. */
export function usageErrorLine({ message }: Error): string {
  return printable(`error: ${escapeLineBreaks(message)}`);
}
