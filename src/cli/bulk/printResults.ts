import { escapeLineBreaks } from '../../core/text';
import type { Console } from '../console';
import { printable, shownPath } from '../printable';
import type { BulkFormat } from './options';
import { type FileResult, type Label, LABELS } from './results';

/** Prints the results of many files, in their order. */
export async function printResults(
  results: readonly FileResult[],
  facts: { readonly format: BulkFormat; readonly where: string; readonly seconds: number },
  console: Console,
): Promise<void> {
  switch (facts.format) {
    case 'json':
      printJson(results, console);
      return;
    case 'junit': {
      const { junitXml } = await import('./junit');
      console.result(printable(junitXml(results, facts.seconds).trimEnd()));
      return;
    }
    case 'text':
      printText(results, facts, console);
  }
}

/** One result after the other: the whole would be a very long text. */
function printJson(results: readonly FileResult[], console: Console): void {
  if (results.length === 0) {
    console.result(JSON.stringify({ results: [] }, null, 2));
    return;
  }
  console.result('{\n  "results": [');
  results.forEach(({ json }, index) => {
    const text = JSON.stringify(json, null, 2).replaceAll('\n', '\n    ');
    console.result(printable(`    ${text}${index < results.length - 1 ? ',' : ''}`));
  });
  console.result('  ]\n}');
}

/** What went well is counted, and every other file has a line. */
function printText(
  results: readonly FileResult[],
  { where, seconds }: { readonly where: string; readonly seconds: number },
  console: Console,
): void {
  const { resultColours: colours } = console;
  const failed = results.filter(({ label }) => label !== 'updated');
  const width = Math.max(0, ...failed.map(({ label }) => label.length));
  for (const { label, json, title } of failed) {
    const paint = label === 'conflict' ? colours.yellow : colours.red;
    const what = printable(`${shownPath(json.file)}: ${escapeLineBreaks(title)}`);
    console.result(`${paint(label.padEnd(width))}  ${what}`);
  }
  const summary = printable(`${counts(results)} (${seconds.toFixed(1)} s, ${where})`);
  const isGood = failed.length === 0;
  console.result(colours.bold(isGood ? colours.green(summary) : summary));
  const unconditional = results.filter(({ json }) => json.status !== null && json.etagSent === null).length;
  if (unconditional > 0) {
    console.result(`${unconditional} went out UNCONDITIONALLY: whatever the server had was overwritten.`);
  }
}

/** `300 files: 298 updated, 2 conflict` */
export function counts(results: readonly FileResult[]): string {
  const byLabel = new Map<Label, number>();
  for (const { label } of results) byLabel.set(label, (byLabel.get(label) ?? 0) + 1);
  const parts = LABELS.filter((label) => byLabel.has(label)).map(
    (label) => `${byLabel.get(label) ?? 0} ${label}`,
  );
  return `${results.length} ${results.length === 1 ? 'file' : 'files'}: ${parts.join(', ')}`;
}
