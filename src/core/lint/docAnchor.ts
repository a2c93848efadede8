/**
 * Where a rule is described, from the root of the extension: the file ships with it, so that the link works offline.
 */
export function ruleDocAnchor(rule: string): string {
  return `docs/rules.md#${rule}`;
}
