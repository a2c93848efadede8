/**
 * A sentence for people, kept apart from its values so that it can be translated: the template is the key of the
 * translation, as `vscode.l10n.t(template, args)` wants it.
 */
export interface Text {
  readonly template: string;
  readonly args: TextArgs;
}

export type TextArgs = Readonly<Record<string, string | number>>;

/** Renders a text in the reader's language. The CLI passes `english`, the extension one made of `vscode.l10n`. */
export type Translate = (text: Text) => string;

/** Makes a text. `{name}` in the template stands for `args.name`. */
export function text(template: string, args: TextArgs = {}): Text {
  return { template, args };
}

/** Line breaks of a value as escapes: a name or a message of somebody else must not begin a line. */
export function escapeLineBreaks(value: string): string {
  return value.replace(
    /[\r\n\u0085\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Renders a text as written in the source. A placeholder without a value stays as it is. */
export const english: Translate = ({ template, args }) =>
  template.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    Object.hasOwn(args, name) ? escapeLineBreaks(String(args[name])) : placeholder,
  );
