import type { PayloadDocument, Span } from '../payload/model';

/** The values of a directive that are texts: one, or several while its name stands there twice. */
export function* directiveTexts(
  { members }: PayloadDocument,
  directive: string,
): Generator<Span & { readonly value: string }> {
  for (const { name, value } of members) {
    if (name !== directive || value?.type !== 'string') continue;
    yield { value: String(value.value), offset: value.offset, length: value.length };
  }
}
