import { COLUMNS, type Cell } from './operations';

/** Rows with their columns aligned. */
export function tableText(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [titles, ...rows];
  const widths = titles.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

export function cellTexts(cell: Cell): string[] {
  return COLUMNS.map((column) => String(cell[column]));
}

/** The names that share a text, for each text: `all` when there is one only, `others` for the most frequent one. */
export function grouped(entries: readonly (readonly [name: string, text: string])[]): [string, string][] {
  const groups = new Map<string, string[]>();
  for (const [name, text] of entries) groups.set(text, [...(groups.get(text) ?? []), name]);
  const most = Math.max(...[...groups.values()].map((names) => names.length));
  let named = false;
  return [...groups].map(([text, names]) => {
    if (groups.size === 1) return ['all', text];
    if (names.length < 4 || names.length < most || named) return [names.join(', '), text];
    named = true;
    return ['others', text];
  });
}
