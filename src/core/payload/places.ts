import type { Node, NodeType } from 'jsonc-parser';
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

/** All properties of one name, in all places of one kind, whose values have one type. */
export interface Group {
  readonly kind: PlaceKind;
  readonly name: string;
  readonly type: NodeType | 'missing';
  /** In document order. */
  readonly properties: readonly Node[];
  /** What each of them says, at the same index, where the values are texts; else empty. */
  readonly texts: readonly string[];
  /** The client that each of the texts belongs to, as an index of `clients`; -1 for what is in no list of clients. */
  readonly owners: readonly number[];
}

/**
 * What a body consists of. Rules look up what concerns them, so that the nodes of a long list, which lie far apart in
 * memory, are visited once and not by each.
 */
interface Places {
  /** The members of the appointment. */
  readonly top: readonly PlaceMember[];
  readonly groups: readonly Group[];
  readonly byName: Readonly<Record<PlaceKind, ReadonlyMap<string, readonly Group[]>>>;
  /** The items of `appointmentClients`. */
  readonly clients: readonly Node[];
  readonly otherItems: readonly Node[];
}

/**
 * Where a document keeps them. A plain member, since for a small file a WeakMap, or a member that is hidden, takes longer
 * than all rules together.
 */
const PLACES = Symbol('places');

interface Looked extends PayloadDocument {
  [PLACES]?: Places;
}

/** What the appointment, its settings and its clients have, as far as the text can be read. Made once for a document. */
function places(document: Looked): Places {
  const known = document[PLACES];
  if (known !== undefined) return known;
  const found = findPlaces(document);
  document[PLACES] = found;
  return found;
}

/** All groups of properties; those of the appointment include the directives. */
export function groups(document: PayloadDocument): readonly Group[] {
  return places(document).groups;
}

/** The properties of one name in one kind of place, with values of one type; `undefined` where there are none. */
export function groupOf(
  document: PayloadDocument,
  kind: PlaceKind,
  name: string,
  type: Group['type'],
): Group | undefined {
  return places(document)
    .byName[kind].get(name)
    ?.find((group) => group.type === type);
}

/** The objects in the list of clients. */
export function clients(document: PayloadDocument): readonly Node[] {
  return places(document).clients;
}

/** What is in the list of clients and is no object. */
export function otherItems(document: PayloadDocument): readonly Node[] {
  return places(document).otherItems;
}

/** The members of the appointment, directives included; none where the payload is no object. */
export function appointment(document: PayloadDocument): readonly PlaceMember[] {
  return places(document).top;
}

/** The lists of clients: one, or several while the name stands there twice. */
export function clientLists(document: PayloadDocument): readonly Node[] {
  const lists = groupOf(document, 'appointment', 'appointmentClients', 'array')?.properties ?? [];
  return lists.flatMap(({ children }) => children?.[1] ?? []);
}

/** The members of an object in order. */
export function members(object: Node): PlaceMember[] {
  return (object.children ?? []).flatMap((property) => member(property) ?? []);
}

/** More members than any payload has in one object. Looking beside each of thousands would take a minute. */
const CROWDED = 200;

/** The members of the object that a property is in, itself included; `undefined` where there are absurdly many. */
export function siblings(property: Node): readonly PlaceMember[] | undefined {
  const { parent } = property;
  return parent === undefined || (parent.children?.length ?? 0) > CROWDED ? undefined : members(parent);
}

function member(property: Node): PlaceMember | undefined {
  const [key, value] = property.children ?? [];
  return key === undefined ? undefined : { name: String(key.value), property, key, value };
}

function findPlaces({ root }: PayloadDocument): Places {
  const top = root?.type === 'object' ? members(root) : [];
  const found = new Collector(top);
  if (root?.type !== 'object') return found;
  found.add('appointment', root);
  for (const { name, value } of top) {
    if (name === 'settings' && value?.type === 'object') found.add('settings', value);
    if (name !== 'appointmentClients' || value === undefined) continue;
    // One object where the list belongs is judged as the client that it is meant to be.
    if (value.type === 'object') found.add('client', value);
    if (value.type !== 'array') continue;
    for (const item of value.children ?? []) found.addItem(item);
  }
  return found;
}

type Writable = Group & {
  readonly properties: Node[];
  readonly texts: string[];
  readonly owners: number[];
};

/** Written for speed: a file can have ten thousand clients, and is read again at every pause in typing. */
class Collector implements Places {
  readonly groups: Writable[] = [];
  readonly byName: Readonly<Record<PlaceKind, Map<string, Writable[]>>> = {
    appointment: new Map(),
    settings: new Map(),
    client: new Map(),
  };
  readonly clients: Node[] = [];
  readonly otherItems: Node[] = [];
  /** The group of the property that stood at an index last time: objects of a list mostly have one order. */
  private readonly usual: Readonly<Record<PlaceKind, Writable[]>> = {
    appointment: [],
    settings: [],
    client: [],
  };

  constructor(readonly top: readonly PlaceMember[]) {}

  add(kind: PlaceKind, object: Node, owner = -1): void {
    const usual = this.usual[kind];
    const { children = [] } = object;
    for (let index = 0; index < children.length; index += 1) {
      const property = children[index];
      const key = property?.children?.[0];
      if (property === undefined || key === undefined) continue;
      const name = key.value as string;
      const value = property.children?.[1];
      const type = value?.type ?? 'missing';
      let group = usual[index];
      if (group?.type !== type || group.name !== name) {
        group = this.groupOf(kind, name, type);
        usual[index] = group;
      }
      group.properties.push(property);
      if (type !== 'string') continue;
      group.texts.push(value?.value as string);
      group.owners.push(owner);
    }
  }

  private groupOf(kind: PlaceKind, name: string, type: Group['type']): Writable {
    const byName = this.byName[kind];
    const sameName = byName.get(name) ?? [];
    if (sameName.length === 0) byName.set(name, sameName);
    let group = sameName.find((candidate) => candidate.type === type);
    if (group === undefined) {
      group = { kind, name, type, properties: [], texts: [], owners: [] };
      sameName.push(group);
      this.groups.push(group);
    }
    return group;
  }

  addItem(item: Node): void {
    if (item.type !== 'object') {
      this.otherItems.push(item);
      return;
    }
    this.add('client', item, this.clients.length);
    this.clients.push(item);
  }
}
