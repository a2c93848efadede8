import { english, type Translate } from '../../src/core/text';

/** A language that nobody speaks, by the name that Windows gave it: what was translated can be seen at once. */
export const PSEUDO_LOCALE = 'qps-ploc';

const OPEN = '⟦';
const CLOSE = '⟧';
const PLAIN = 'aeiouyAEIOUYcns';
const ACCENTED = 'àéîöûÿÀÉÎÖÛŸçñš';
/** What a translator leaves alone: values, icons, code, links, what a message quotes. */
const KEPT = /\{\w+\}|\$\(\w[\w-]*\)|`[^`]*`|https?:\/\/\S+|"[^"]*"/;

/** A text in the pseudo language: in brackets, with accents, and longer by two fifths, as German would be. */
export function pseudo(template: string): string {
  const accented = template
    .split(new RegExp(`(${KEPT.source})`))
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[a-z]/gi, accent)))
    .join('');
  return `${OPEN}${accented}${'~'.repeat(Math.ceil(template.length * 0.4))}${CLOSE}`;
}

/** All texts of a bundle in the pseudo language. */
export function pseudoBundle(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, template]) => [key, pseudo(template)]));
}

/** Renders texts of the core as a window in the pseudo language does. */
export const translatePseudo: Translate = ({ template, args }) =>
  english({ template: pseudo(template), args });

/** What is left of a text when all that was translated is taken away, with what stands inside of it. */
export function untranslated(text: string): string {
  let depth = 0;
  let rest = '';
  for (const character of text) {
    if (character === OPEN) depth += 1;
    else if (character === CLOSE) depth -= 1;
    else if (depth === 0) rest += character;
  }
  if (depth !== 0) throw new Error(`A translated text was cut: ${text}`);
  return rest;
}

function accent(letter: string): string {
  const index = PLAIN.indexOf(letter);
  return index === -1 ? letter : (ACCENTED[index] ?? letter);
}
