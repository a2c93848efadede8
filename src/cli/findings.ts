import type { Finding, Severity } from '../core/lint/rule';
import { positions } from '../core/payload/position';
import { english } from '../core/text';
import { type Colours, paintSeverity } from './colour';
import { printable, shownPath } from './printable';

/** A finding as `validate --format json` prints it; a contract with scripts. */
export interface FindingJson {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly fixable: boolean;
}

export function findingsJson(text: string, findings: readonly Finding[]): FindingJson[] {
  const at = positions(text);
  return findings.map(({ rule, severity, message, offset, length }) => {
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
      // No rule has a fix so far.
      fixable: false,
    };
  });
}

/** One finding in the form that editors and terminals make a link of. */
export function findingLine(path: string, finding: FindingJson, colours: Colours): string {
  const { line, column, severity, message, rule } = finding;
  const place = printable(`${shownPath(path)}:${line}:${column}`);
  return `${place}: ${paintSeverity(severity, colours)}: ${printable(message)} (${rule})`;
}
