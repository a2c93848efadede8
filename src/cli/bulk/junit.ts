import builder from 'junit-report-builder';
import { escapeLineBreaks } from '../../core/text';
import { printable } from '../printable';
import { lineOf } from './resultLine';
import { collided, type FileResult, VERDICTS } from './results';

/** The results as JUnit XML, which pipelines show as tests: a file is a test case. */
export function junitXml(results: readonly FileResult[], seconds: number): string {
  const report = builder.newBuilder();
  const suite = report.testSuite().name('vappt send').time(thousandths(seconds));
  for (const result of results) {
    const { label, json, title } = result;
    const text = clean([title, ...collided(json)].join('; '));
    const said = clean(json.error?.message ?? '');
    const test = suite
      .testCase()
      .name(clean(json.file))
      .className('vappt.send')
      .time(thousandths(json.durationMs / 1000));
    const verdict = VERDICTS[label];
    const line = verdict === 'passed' ? lineOf(result) : undefined;
    if (line !== undefined) test.standardOutput(clean(`${line.word}: ${line.title}`));
    if (verdict === 'skipped') test.skipped();
    if (verdict === 'failure') test.failure(`${label}: ${withReason(text, said)}`, label);
    if (verdict === 'error') test.error(`${label}: ${text}`, label, said);
  }
  // Jenkins' schema knows this count for a suite only, and its plugin refuses what the schema does not know.
  return report.build().replace(/(<testsuites\b[^>]*) skipped="\d+"/, '$1');
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
