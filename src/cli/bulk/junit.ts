import builder from 'junit-report-builder';
import { escapeLineBreaks } from '../../core/text';
import { printable } from '../printable';
import { lineOf } from './resultLine';
import { collided, type FileResult, VERDICTS } from './results';
import type { ResultJson } from '../sendJson';

/** The results as JUnit XML, which pipelines show as tests: a file is a test case. */
export function junitXml(results: readonly FileResult[], seconds: number): string {
  const report = builder.newBuilder();
  const suite = report.testSuite().name('vappt send').time(thousandths(seconds));
  for (const result of results) {
    const { label, json, title } = result;
    const text = clean([title, ...conflictPaths(json)].join('; '));
    const said = clean(json.error?.message ?? '');
    const test = suite
      .testCase()
      .name(clean(json.file))
      .className('vappt.send')
      .time(thousandths(json.durationMs / 1000));
    const verdict = VERDICTS[label];
    const line = verdict === 'passed' ? lineOf(result) : undefined;
    const output = [
      ...(line === undefined ? [] : [`${line.word}: ${line.title}`]),
      ...(verdict === 'passed' && json.etagSent === null
        ? ['UNCONDITIONAL: whatever the server had was overwritten']
        : []),
    ];
    if (output.length > 0) test.standardOutput(clean(output.join('; ')));
    if (verdict === 'skipped') test.skipped();
    if (verdict === 'failure') test.failure(`${label}: ${withReason(text, said)}`, label);
    if (verdict === 'error') test.error(`${label}: ${text}`, label, said);
  }
  // Jenkins' schema knows this count for a suite only, and its plugin refuses what the schema does not know.
  return report.build().replace(/(<testsuites\b[^>]*) skipped="\d+"/, '$1');
}

/** Where the server has something else, as far as it is known. */
function conflictPaths(json: ResultJson): string[] {
  const { changed = [] } = json;
  const collisions = collided(json);
  if (collisions.length > 0) return collisions;
  return changed.length === 0 ? [] : [`changed there: ${changed.join(', ')}`];
}

/** The library gives a failure no text beside its message, and services that show it have room for the reason. */
function withReason(title: string, reason: string): string {
  return reason === '' || reason === title ? title : `${title}. ${reason}`;
}

/** Smaller numbers would be written with an exponent. */
function thousandths(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

/** Without what XML cannot hold, not even as escapes, and what would end a CDATA section. */
function clean(text: string): string {
  return printable(escapeLineBreaks(text))
    .toWellFormed()
    .replace(/[\t\ufffe\uffff]/g, ' ')
    .replaceAll(']]>', ']] >');
}
