// Patterns for locators.

/** The text alone, but for the space beside an icon. */
export function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${escape(text)}\\s*$`);
}

/** The text at the start, as a whole word. */
export function startsWith(text: string): RegExp {
  return new RegExp(`^\\s*${escape(text)}(,|\\s|$)`);
}

/** The text somewhere, letter by letter: Playwright's own search for a text takes `ID` for `Id`. Spaces may be hard ones. */
export function containing(text: string): RegExp {
  return new RegExp(escape(text).replaceAll(' ', '\\s'));
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
