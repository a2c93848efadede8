import type { PayloadDocument } from '../payload/model';
import type { Finding, Rule } from './rule';

/** Runs rules over a payload file. Findings come in document order, then in the order of the rules. */
export function runRules(document: PayloadDocument, rules: readonly Rule[]): Finding[] {
  return rules
    .flatMap((rule) =>
      [...rule.check(document)].map(({ offset, length, message }) => ({
        rule: rule.id,
        severity: rule.severity,
        offset,
        length,
        message,
      })),
    )
    .sort((a, b) => a.offset - b.offset);
}
