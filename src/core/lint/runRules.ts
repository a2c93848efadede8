import type { PayloadDocument } from '../payload/model';
import type { Finding, LintContext, Rule } from './rule';

/** Runs rules over a payload file. Findings come in document order, then in the order of the rules. */
export function runRules(
  document: PayloadDocument,
  rules: readonly Rule[],
  context: LintContext = {},
): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    const { id, severity } = rule;
    rule.check(document, (complaint) => findings.push({ rule: id, severity, ...complaint }), context);
  }
  return findings.sort((a, b) => a.offset - b.offset);
}
