import type { PayloadDocument, Span } from '../payload/model';
import { places } from '../payload/places';

/** A text of a client, and where its value stands. */
export interface ClientText extends Span {
  readonly text: string;
}

/** The three properties of a client, as far as they are texts. */
export interface ClientTexts {
  readonly displayName?: ClientText;
  readonly emailAddress?: ClientText;
  readonly smsCapablePhoneNumber?: ClientText;
}

const NAMES = new Set(['displayName', 'emailAddress', 'smsCapablePhoneNumber']);
const known = new WeakMap<PayloadDocument, readonly ClientTexts[]>();

/** The texts of every client in order. Made once for a document. */
export function clientTexts(document: PayloadDocument): readonly ClientTexts[] {
  let found = known.get(document);
  if (found === undefined) {
    found = places(document)
      .filter(({ kind }) => kind === 'client')
      .map(({ members }) => {
        const texts: Record<string, ClientText> = {};
        for (const { name, value } of members) {
          if (value?.type !== 'string' || !NAMES.has(name)) continue;
          texts[name] = { text: String(value.value), offset: value.offset, length: value.length };
        }
        return texts;
      });
    known.set(document, found);
  }
  return found;
}
