import type { Text, Translate } from '../text';

export type Labelled = readonly [label: Text, value: Text];

/** Rows with their labels in one column. */
export function table(rows: readonly Labelled[], translate: Translate): string {
  const cells = rows.map(([label, value]) => [translate(label), translate(value)] as const);
  const width = Math.max(...cells.map(([label]) => label.length));
  return cells.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`).join('\n');
}
