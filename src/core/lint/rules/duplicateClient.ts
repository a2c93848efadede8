import type { Node } from 'jsonc-parser';
import type { PayloadDocument } from '../../payload/model';
import { clients, groups } from '../../payload/places';
import { holds } from '../../payload/shape';
import { text as say } from '../../text';
import { removal } from '../fix';
import type { Rule, RuleDocs } from '../rule';

/** Clients have no key (1.7), so that Graph cannot tell that it is the same one. A family may share an address. */
export const rule: Rule = {
  id: 'duplicate-client',
  severity: 'warning',
  check(document, report) {
    const sums = sumsOfTexts(document);
    const repeated = repeatedOnes(sums);
    if (repeated.size === 0) return;
    const seen = new Map<number, Node[]>();
    for (const [index, client] of clients(document).entries()) {
      const sum = sums[index] ?? 0;
      if (!repeated.has(sum)) continue;
      const alike = seen.get(sum);
      if (alike === undefined) {
        seen.set(sum, [client]);
        continue;
      }
      const identity = identityOf(client);
      const first = alike.find((other) => identityOf(other) === identity);
      if (first === undefined || identity === NOBODY) {
        if (alike.length < MOST_ALIKE) alike.push(client);
        continue;
      }
      // The list may stand there twice.
      if (first.parent !== client.parent) continue;
      const isAll = client.children?.every((property) => isText(property)) === true;
      const number = (first.parent?.children?.indexOf(first) ?? 0) + 1;
      report({
        offset: client.offset,
        length: 1,
        message: say('This is the same client as number {first} in the list.', { first: number }),
        fixes: [removal('Remove this client', document, client, isAll)],
      });
    }
  },
};

const NOBODY = '\u0000\u0000';

/** Files that were made to be slow have no claim to every finding. */
const MOST_ALIKE = 100;

/**
 * A number for each client, which those with one identity share, and others seldom: ten thousand texts are not put
 * together to be compared.
 */
function sumsOfTexts(document: PayloadDocument): number[] {
  const sums = new Array<number>(clients(document).length).fill(0);
  for (const { kind, name, texts, owners } of groups(document)) {
    if (kind !== 'client' || name === '@odata.type') continue;
    for (let index = 0; index < texts.length; index += 1) {
      const owner = owners[index] ?? -1;
      if (owner >= 0) sums[owner] = ((sums[owner] ?? 0) + roughly(texts[index] ?? '')) | 0;
    }
  }
  return sums;
}

function roughly(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = folded(text, index);
    // Spaces may stand around a text.
    if (code > 32) hash = (hash * 31 + code) | 0;
  }
  return hash;
}

function repeatedOnes(numbers: readonly number[]): ReadonlySet<number> {
  // In half the time of a set that remembers all of them.
  const sorted = Int32Array.from(numbers).sort();
  const repeated = new Set<number>();
  for (let index = 1; index < sorted.length; index += 1) {
    const number = sorted[index] ?? 0;
    if (number === sorted[index - 1]) repeated.add(number);
  }
  return repeated;
}

/** The three texts of a client, whatever their order and case. */
function identityOf({ children = [] }: Node): string {
  let name = '';
  let address = '';
  let number = '';
  for (const property of children) {
    const [key, value] = property.children ?? [];
    if (value?.type !== 'string') continue;
    const text = value.value as string;
    if (key?.value === 'displayName') name = text;
    else if (key?.value === 'emailAddress') address = text;
    else if (key?.value === 'smsCapablePhoneNumber') number = text;
  }
  return `${name.trim()}\u0000${address.trim()}\u0000${number.trim()}`.toLowerCase();
}

/** A character without case. In ASCII one bit tells capitals; that it changes other characters too does no harm. */
function folded(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code <= 32) return 0;
  return code < 128 ? code | 32 : text.charAt(index).toLowerCase().charCodeAt(0);
}

/** Whether a property takes part in the identity, or says nothing that could be lost. */
function isText({ children }: Node): boolean {
  const [key, value] = children ?? [];
  if (key?.value === '@odata.type' || value?.type === 'null') return true;
  return value?.type === 'string' && holds('client', String(key?.value)) !== undefined;
}

export const docs: RuleDocs = {
  group: 'The list of clients',
  finds: 'the same client twice',
  why: 'Clients have no key by which Graph could tell that two are one. Only clients that agree in every text are found: a family may share an address.',
  example:
    '{\n  "appointmentClients": [\n    { "displayName": "Client A", "emailAddress": "a@example.com" },\n    { "displayName": "Client A", "emailAddress": "A@example.com" }\n  ]\n}\n',
  fix: 'Removes the later one.',
};
