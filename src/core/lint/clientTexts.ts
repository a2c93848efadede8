import type { Node } from 'jsonc-parser';
import type { PayloadDocument } from '../payload/model';
import { properties, siblings } from '../payload/places';

export type ClientProperty = 'displayName' | 'emailAddress' | 'smsCapablePhoneNumber';

/** A text of a client: the property, the value and what it says. */
export interface ClientText {
  readonly property: Node;
  readonly value: Node;
  readonly text: string;
}

/** The texts that all clients have under one name, where `isWanted` says so. */
export function* clientTexts(
  document: PayloadDocument,
  name: ClientProperty,
  isWanted: (text: string) => boolean,
): Generator<ClientText> {
  for (const property of properties(document, 'client', name, 'string')) {
    const value = property.children?.[1];
    if (value !== undefined && isWanted(value.value as string))
      yield { property, value, text: String(value.value) };
  }
}

/** Another text of the same client. */
export function otherText({ property }: ClientText, name: ClientProperty): ClientText | undefined {
  const found = siblings(property)?.find((member) => member.name === name && member.value?.type === 'string');
  return found?.value === undefined
    ? undefined
    : { property: found.property, value: found.value, text: String(found.value.value) };
}
