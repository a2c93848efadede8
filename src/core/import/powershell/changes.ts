const MEMBER = String.raw`(?:\.\w{1,100}|\.'[^'\n]{1,100}'|\."[^"\n]{1,100}"|\[[^\]\n]{1,200}\])`;
const ASSIGNED = String.raw`[ \t]*(?:[-+*/%]|\?\?)?=(?!=)`;
const CALLED = String.raw`\.(?:Add|Clear|Insert|Remove|Set|Put)\w{0,20}\(`;
const CHANGE = new RegExp(
  String.raw`\$\{?(?:script:|global:)?(\w{1,100})\}?(?:${MEMBER}{1,20}${ASSIGNED}|${MEMBER}{0,20}?${CALLED}|[ \t]*[-+*/%]=|[ \t]*\|[ \t]*Add-Member\b)`,
  'gi',
);

/** The variables that a script changes without assigning them anew: their members, or what is in them. */
export function changedVariables(script: string): Set<string> {
  return new Set(Array.from(script.matchAll(CHANGE), ([, name = '']) => name.toLowerCase()));
}
