import type { Finding, Rule, Severity } from './rule';
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

/** The rules whose findings VS Code's JSON service reports in an editor by itself, in the languages that it judges. */
export function isReportedByEditor({ rule }: Finding, language: string): boolean {
  switch (language) {
    case 'vappt':
    case 'json':
      return EDITOR_SEVERITY.get(rule) !== undefined;
    case 'jsonc':
      return EDITOR_SEVERITY.get(rule) !== undefined && rule !== 'comment';
    default:
      return false;
  }
}

/** How bad a finding is in an editor, where some keep a file from being sent that are warnings in a pipeline. */
export function severityInEditor({ rule, severity }: Finding): Severity {
  return EDITOR_SEVERITY.get(rule) === 'error' ? 'error' : severity;
}

const EDITOR_SEVERITY: ReadonlyMap<string, Rule['editorSeverity']> = new Map(
  RULES.map(({ id, editorSeverity }) => [id, editorSeverity]),
);
