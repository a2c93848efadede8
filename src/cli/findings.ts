import { type Finding, safeFix, type Severity } from '../core/lint/rule';
import type { PayloadDocument } from '../core/payload/model';
import { positions } from '../core/payload/position';
import { english } from '../core/text';
import { type Colours, paintSeverity } from './colour';
import { shownPath } from './printable';

/** A finding as `validate --format json` prints it; a contract with scripts. */
export interface FindingJson {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** `vappt fix` would put it right. */
  readonly fixable: boolean;
}

/** Findings for `--format json`, with lines and columns from 1. */
export function findingsJson(
  { text, problems }: PayloadDocument,
  findings: readonly Finding[],
): FindingJson[] {
  if (findings.length === 0) return [];
  const at = positions(text);
  // What is not JSON is not touched by fixes.
  const canFix = !problems.some(({ kind }) => kind === 'syntax');
  return findings.map((finding) => {
    const { rule, severity, message, offset, length } = finding;
    const start = at(offset);
    const end = at(offset + length);
    return {
      rule,
      severity,
      message: english(message),
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      fixable: canFix && safeFix(finding) !== undefined,
    };
  });
}

/** One finding in the form that editors and terminals make a link of. */
export function findingLine(path: string, finding: FindingJson, colours: Colours): string {
  const { line, column, severity, message, rule } = finding;
  const place = `${shownPath(path)}:${line}:${column}`;
  return `${place}: ${paintSeverity(severity, colours)}: ${message} (${rule})`;
}

/** How many errors and warnings there are. */
export function countFindings(findings: readonly Pick<Finding, 'severity'>[]): {
  errors: number;
  warnings: number;
} {
  const count = (wanted: Severity): number => findings.filter(({ severity }) => severity === wanted).length;
  return { errors: count('error'), warnings: count('warning') };
}

/** "1 error", "2 errors". */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
