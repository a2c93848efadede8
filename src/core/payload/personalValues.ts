import type { Node } from 'jsonc-parser';
import type { PayloadDocument } from './model';

/** The clients' names, addresses and numbers in a payload, so that a server's message can be cleared of them. */
export function personalValues({ members }: PayloadDocument): string[] {
  return members.filter(({ name }) => name === 'appointmentClients').flatMap(({ value }) => texts(value));
}

function texts(node: Node | undefined): string[] {
  if (node === undefined) return [];
  if (node.type === 'property') return texts(node.children?.[1]);
  if (node.type === 'number') return [String(node.value)];
  if (node.type === 'string')
    return [String(node.value)].filter((value) => !value.includes('microsoft.graph.'));
  return (node.children ?? []).flatMap(texts);
}
