import { type Text, text as say } from '../text';

/** A language range (RFC 4647, 2.1) with its weight (RFC 9110, 12.4.2). */
const RANGE = /^(?:\*|[A-Za-z]{1,8}(?:-(?:[A-Za-z0-9]{1,8}|\*))*) *(?:; *q=[01](?:\.\d{0,3})?)?$/i;

/** What is wrong with a list of language ranges as RFC 9110, 12.5.4 writes it; an empty one is fine. */
export function languageProblem(language: string): Text | undefined {
  const isList = language.trim() === '' ? /^ *$/.test(language) : language.split(',').every(isRange);
  return isList ? undefined : say('The language is a list such as "en-GB, en;q=0.8".');
}

/** Lists may have empty elements (RFC 9110, 5.6.1.2). */
function isRange(element: string): boolean {
  const text = element.replace(/^ +| +$/g, '');
  return text === '' || RANGE.test(text);
}
