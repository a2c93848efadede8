import { l10n } from 'vscode';
import { type Text, type TextArgs, text } from '../core/text';

/** Renders a text of the core in the language of the window. */
export function translate({ template, args }: Text): string {
  return l10n.t(template, { ...args });
}

/** A text of the editor, rendered at once. */
export function say(template: string, args: TextArgs = {}): string {
  return translate(text(template, args));
}
