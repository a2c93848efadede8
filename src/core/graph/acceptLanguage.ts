import { type Text, text as say } from '../text';

/** A list of language ranges as RFC 9110, 12.5.4 writes it, loosely: what matters is that it is a safe header. */
export function languageProblem(language: string): Text | undefined {
  return /^[A-Za-z0-9*\-,;=. ]*$/.test(language)
    ? undefined
    : say('The language is a list such as "en-GB, en;q=0.8".');
}
