import { parsePayload } from '../payload/parse';
import { applyFixes } from './applyFixes';
import { type Finding, type LintContext, type Rule, safeFix } from './rule';
import { RULES } from './rules';
import { runRules } from './runRules';

export interface FixAllOptions {
  readonly context?: LintContext;
  /** Which rules' findings to put right; all of them unless given. */
  readonly rules?: readonly Rule[];
}

export interface FixAllResult {
  readonly text: string;
  /** What was put right, by rule, as often as it was. */
  readonly fixed: Readonly<Record<string, number>>;
  /** What is left to say about the text as it is now. */
  readonly findings: readonly Finding[];
}

/**
 * Puts right all that can be put right without asking. A fix can bring to light what another rule then fixes, so that
 * it goes on until nothing is left, for at most as many rounds as there are rules. Comments, order, indentation and
 * line ends stay as they are. A text that is not JSON stays as it is altogether: what was meant is not known.
 *
 * @param text without byte order mark
 */
export function fixAll(text: string, { context = {}, rules = RULES }: FixAllOptions = {}): FixAllResult {
  const fixed: Record<string, number> = {};
  let current = text;
  for (let round = 0; ; round += 1) {
    const document = parsePayload(current);
    const findings = runRules(document, RULES, context);
    const result = { text: current, fixed, findings };
    if (round === RULES.length || document.problems.some(({ kind }) => kind === 'syntax')) return result;

    const wanted = findings.filter(({ rule }) => rules.some(({ id }) => id === rule));
    const ruleOf = new Map(
      wanted.flatMap((finding) => {
        const fix = safeFix(finding);
        return fix === undefined ? [] : [[fix, finding.rule] as const];
      }),
    );
    const { text: next, applied } = applyFixes(current, [...ruleOf.keys()]);
    if (applied.length === 0) return result;
    for (const rule of applied.map((fix) => ruleOf.get(fix) ?? '')) fixed[rule] = (fixed[rule] ?? 0) + 1;
    current = next;
  }
}
