import type { OutcomeKind } from '../../core/send/outcome';
import { escapeLineBreaks } from '../../core/text';
import type { Console } from '../console';
import { shownPath } from '../printable';
import type { BulkFormat } from './options';
import { lineOf } from './resultLine';
import { type FileResult, type Label, LABELS } from './results';

/** Prints the results of many files, in their order. */
export async function printResults(
  results: readonly FileResult[],
  facts: { readonly format: BulkFormat; readonly where: string; readonly seconds: number },
  console: Console,
): Promise<void> {
  switch (facts.format) {
    case 'json':
      printJson(results, facts.seconds, console);
      return;
    case 'junit': {
      const { junitXml } = await import('./junit');
      console.result(junitXml(results, facts.seconds).trimEnd());
      return;
    }
    case 'text':
      printText(results, facts, console);
  }
}

/** One result after the other: the whole would be a very long text. There is one at least. */
function printJson(results: readonly FileResult[], seconds: number, console: Console): void {
  console.result('{\n  "results": [');
  results.forEach(({ json }, index) => {
    const text = JSON.stringify(json, null, 2).replaceAll('\n', '\n    ');
    console.result(`    ${text}${index < results.length - 1 ? ',' : ''}`);
  });
  const summary = JSON.stringify(summaryOf(results, seconds), null, 2).replaceAll('\n', '\n  ');
  console.result(`  ],\n  "summary": ${summary}\n}`);
}

/** The same for programs as the last lines for people. */
function summaryOf(results: readonly FileResult[], seconds: number): Record<string, unknown> {
  const outcomes: Partial<Record<OutcomeKind, number>> = {};
  for (const { json } of results) outcomes[json.outcome] = (outcomes[json.outcome] ?? 0) + 1;
  return {
    files: results.length,
    outcomes,
    merged: results.filter(({ json }) => json.merged.length > 0).length,
    unconditional: unconditional(results),
    durationMs: Math.round(seconds * 1000),
  };
}

/** Those that may have overwritten something. A file that got no further than its read has no tag either. */
function unconditional(results: readonly FileResult[]): number {
  return results.filter(
    ({ json: { outcome, etagSent } }) =>
      etagSent === null && (outcome === 'updated' || outcome === 'unknown'),
  ).length;
}

/** What went well is counted, and every other file has a line; so has what was merged, or has undone something. */
function printText(
  results: readonly FileResult[],
  { where, seconds }: { readonly where: string; readonly seconds: number },
  console: Console,
): void {
  const { resultColours: colours } = console;
  const told = results.flatMap((result) => {
    const line = lineOf(result);
    return line === undefined ? [] : [{ ...result, ...line }];
  });
  const width = told.reduce((most, { word }) => Math.max(most, word.length), 0);
  for (const { label, json, word, title } of told) {
    const paint = label === 'updated' || label === 'conflict' ? colours.yellow : colours.red;
    const what = `${shownPath(json.file)}: ${escapeLineBreaks(title)}`;
    console.result(`${paint(word.padEnd(width))}  ${what}`);
  }
  const summary = `${counts(results)} (${seconds.toFixed(1)} s, ${where})`;
  const isGood = results.every(({ label }) => label === 'updated');
  console.result(colours.bold(isGood ? colours.green(summary) : summary));
  const blind = unconditional(results);
  if (blind > 0) {
    console.result(`${blind} went out UNCONDITIONALLY: whatever the server had was overwritten.`);
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
