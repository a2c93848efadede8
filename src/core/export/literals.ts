/**
 * A text as a string literal in double quotes that JavaScript, Python and C# read alike: they share JSON's escapes.
 * Other line breaks of Unicode are escaped too, since C# ends a line there.
 */
export function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(/[\u0085\u2028\u2029]/g, escaped);
}

/** The same JSON in ASCII. Beyond ASCII there is nothing but texts, and those may have escapes. */
export function asciiJson(json: string): string {
  return json.replace(/[^\x00-\x7f]/g, escaped);
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
