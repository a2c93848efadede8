import type { Finding, Rule } from './rule';
import { RULES } from './rules';

export type Host = 'editor' | 'cli';

/**
 * The findings that keep a file from being sent: its errors. Comments and trailing commas are errors in an editor,
 * where VS Code shows them as such, and warnings in a pipeline.
 */
export function blocking(findings: readonly Finding[], host: Host): Finding[] {
  return findings.filter(({ rule, severity }) => {
    const shownAs = host === 'editor' ? EDITOR_SEVERITY.get(rule) : undefined;
    return severity === 'error' || shownAs === 'error';
  });
}

/** Whether VS Code's JSON service reports this finding in an editor by itself. */
export function isReportedByEditor({ rule }: Finding): boolean {
  return EDITOR_SEVERITY.get(rule) !== undefined;
}

const EDITOR_SEVERITY: ReadonlyMap<string, Rule['editorSeverity']> = new Map(
  RULES.map(({ id, editorSeverity }) => [id, editorSeverity]),
);
