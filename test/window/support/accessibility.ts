// What assistive technology gets of a window: roles and names.
import type { Locator } from 'playwright-core';

export interface AccessibleNode {
  readonly role: string;
  readonly name: string;
}

/** What can be operated or chosen, and what holds it: each needs a name to be spoken of. */
const NEEDS_NAME = new Set([
  'button',
  'checkbox',
  'combobox',
  'dialog',
  'link',
  'menuitem',
  'option',
  'tab',
  'textbox',
  'tree',
  'treeitem',
]);

/** A line of an ARIA snapshot, such as `- button "Send Patch": …`, in quotes where YAML needs them. */
const LINE = /^\s*- '?([a-z]+)(?: "((?:[^"\\]|\\.)*)")?/;

/** What is inside of an element, in the order of the page. */
export async function accessibleNodes(within: Locator): Promise<AccessibleNode[]> {
  const lines = (await within.ariaSnapshot()).split('\n');
  return lines.flatMap((line) => {
    const [, role, name = ''] = LINE.exec(line) ?? [];
    return role === undefined ? [] : [{ role, name: spoken(name) }];
  });
}

/** What would be passed over or read as an icon: names without a letter. */
export function unnamed(nodes: readonly AccessibleNode[]): AccessibleNode[] {
  return nodes.filter(({ role, name }) => NEEDS_NAME.has(role) && !/\p{L}/u.test(name));
}

/** The names of all that have a role. */
export function namesOf(nodes: readonly AccessibleNode[], role: string): string[] {
  return nodes.filter((node) => node.role === role).map(({ name }) => name);
}

/** Icons are letters of a font that nobody has words for. */
function spoken(name: string): string {
  return name
    .replaceAll(/\p{Co}/gu, '')
    .replaceAll("''", "'")
    .replaceAll(/\s+/g, ' ')
    .trim();
}
