import type { Node } from 'jsonc-parser';

const KEYS = ['emailAddress', 'smsCapablePhoneNumber', 'displayName'] as const;

/**
 * The clients of the base that a list does not have any more. One that has kept its address, its number or its name is
 * still there: it was changed, not left out.
 */
export function missingClients(list: Node, base: readonly unknown[]): unknown[] {
  const kept = new Set<string>();
  for (const item of list.children ?? []) {
    for (const { children } of item.children ?? []) {
      const [key, value] = children ?? [];
      if (value?.type === 'string') kept.add(identity(String(key?.value), String(value.value)));
    }
  }
  return base.filter((client) => {
    const identities = KEYS.flatMap((name) => {
      const value: unknown = isRecord(client) ? client[name] : undefined;
      return typeof value === 'string' && value !== '' ? [identity(name, value)] : [];
    });
    return identities.length > 0 && !identities.some((known) => kept.has(known));
  });
}

function identity(name: string, value: string): string {
  return `${name} ${value.trim().toLowerCase()}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
