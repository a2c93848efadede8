import type { Node } from 'jsonc-parser';
import type { PayloadDocument } from './model';

/** The three kinds of object that a body is made of. */
export type PlaceKind = 'appointment' | 'settings' | 'client';

/** A member of a place. */
export interface PlaceMember {
  readonly name: string;
  readonly property: Node;
  readonly key: Node;
  /** Missing while the value has not been typed yet. */
  readonly value: Node | undefined;
}

/** An object in a payload whose properties are known. */
export interface Place {
  readonly kind: PlaceKind;
  readonly node: Node;
  /** In order; those of the appointment include the directives. */
  readonly members: readonly PlaceMember[];
}

const known = new WeakMap<PayloadDocument, readonly Place[]>();

/** The appointment, its settings and its clients, as far as the text can be read. Made once for a document. */
export function places(document: PayloadDocument): readonly Place[] {
  let found = known.get(document);
  if (found === undefined) {
    found = findPlaces(document);
    known.set(document, found);
  }
  return found;
}

/** The appointment itself, where the payload is an object. */
export function appointment(document: PayloadDocument): Place | undefined {
  return places(document)[0];
}

/** The list of clients, where it is a list: once for each member of that name. */
export function clientLists(document: PayloadDocument): readonly Node[] {
  const members = appointment(document)?.members ?? [];
  return members.flatMap(({ name, value }) =>
    name === 'appointmentClients' && value?.type === 'array' ? [value] : [],
  );
}

function findPlaces({ root }: PayloadDocument): Place[] {
  if (root?.type !== 'object') return [];
  const top = place('appointment', root);
  const found = [top];
  for (const { name, value } of top.members) {
    if (name === 'settings' && value?.type === 'object') found.push(place('settings', value));
    if (name !== 'appointmentClients' || value === undefined) continue;
    // One object where the list belongs is judged as the client that it is meant to be.
    for (const item of value.type === 'array' ? (value.children ?? []) : [value]) {
      if (item.type === 'object') found.push(place('client', item));
    }
  }
  return found;
}

function place(kind: PlaceKind, node: Node): Place {
  const members: PlaceMember[] = [];
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (key !== undefined) members.push({ name: String(key.value), property, key, value });
  }
  return { kind, node, members };
}
