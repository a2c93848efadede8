import { type Text, text as say } from '../text';

export type Header = readonly [name: string, value: string];

/** A request as somebody wrote it, in whatever form, before anything is judged. */
export interface FoundRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Header[];
  /** `undefined`: there is none. */
  readonly body: string | undefined;
  /** What could not be taken over. Never repeats a value of the request. */
  readonly notices: readonly Text[];
}

/** What a reader makes of a text: `undefined` when the text is not of its form. */
export type Found =
  | { readonly kind: 'request'; readonly request: FoundRequest }
  | { readonly kind: 'refused'; readonly reason: Text }
  | undefined;

/** Why a text is refused whose variables make it more than can be sent. */
export const TOO_LARGE = say('The body gets too large or too deep when the variables are filled in.');

export type ImportResult =
  /** `text` is a payload file's; `notices` say what the request had and the file has not. */
  | { readonly kind: 'payload'; readonly text: string; readonly notices: readonly Text[] }
  /** The text is JSON already: it is a payload file as it stands. */
  | { readonly kind: 'json' }
  | { readonly kind: 'refused'; readonly reason: Text }
  /** Not a request in any form that is known. */
  | { readonly kind: 'unknown' };

export type DirectiveLine = readonly [name: string, value: string];

/** A variable or a placeholder of documentation, where a value should be: `{id}`, `{{id}}`, `<id>`, `:id`, `$id`. */
export function isPlaceholder(value: string): boolean {
  return /^(?:\{|<|:|\$)/.test(value) || value.includes('{{') || value.includes('${');
}
