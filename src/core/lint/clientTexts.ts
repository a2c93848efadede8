import type { Node } from 'jsonc-parser';
import type { PayloadDocument } from '../payload/model';
import { groupOf, siblings } from '../payload/places';

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
  const group = groupOf(document, 'client', name, 'string');
  if (group === undefined) return;
  const { texts, properties } = group;
  for (let index = 0; index < texts.length; index += 1) {
    const text = texts[index] as string;
    if (!isWanted(text)) continue;
    const property = properties[index];
    const value = property?.children?.[1];
    if (property !== undefined && value !== undefined) yield { property, value, text };
  }
}

/** Another text of the same client. */
export function otherText({ property }: ClientText, name: ClientProperty): ClientText | undefined {
  const found = siblings(property)?.find((member) => member.name === name && member.value?.type === 'string');
  return found?.value === undefined
    ? undefined
    : { property: found.property, value: found.value, text: String(found.value.value) };
}
