import { escapeLineBreaks } from '../core/text';

/** Control characters other than line breaks and tabs, other line breaks, and the marks that reorder text. */
const UNSAFE = /(?![\n\t])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/**
 * Text from files and servers as a terminal may see it: what could move the cursor or reorder the line is written as
 * an escape, which in JSON means the same.
 */
export function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNSAFE, escaped);
}

/**
 * Text as the log of a build system may see it: none of it is a command there. GitHub and GitLab look at the start of a
 * line, behind any white space; Azure Pipelines, TeamCity and older runners of GitHub anywhere in it.
 */
export function harmless(text: string): string {
  return text.replace(/^([^\S\n]*)(?=::|\[command\])/gm, '$1\\').replace(/(?<=#)#(?=\w*\[)/g, escaped);
}

/** A path as it may stand at the start of a line: in one line, and never like a command to a build system (`::error::`). */
export function shownPath(path: string): string {
  const line = escapeLineBreaks(path);
  return /^\s*[:#]/.test(line) ? `./${line}` : line;
}

/** The line that wrong use ends with. */
export function usageErrorLine({ message }: Error): string {
  return `error: ${escapeLineBreaks(message)}`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
