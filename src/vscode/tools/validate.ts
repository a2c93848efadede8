import { safeFix } from '../../core/lint/rule';
import { positions } from '../../core/payload/position';
import { english } from '../../core/text';
import { analyse } from '../payloads';
import { lintContext, payloadState } from '../payloadState';
import { say } from '../translate';
import type { Tool } from './tool';

/** A model learns nothing more from the hundredth. */
const MOST_FINDINGS = 50;

/** All findings of a payload, as the editor shows them. Sends nothing, and needs no trust. */
export const validate: Tool = {
  prepare: () => ({ invocationMessage: say('Checking the payload') }),
  async use(services, document) {
    const { payload, findings } = analyse(document, lintContext(await payloadState(services, document)));
    const at = positions(payload.text);
    const count = (wanted: string): number => findings.filter(({ severity }) => severity === wanted).length;
    return {
      errors: count('error'),
      warnings: count('warning'),
      findings: findings.slice(0, MOST_FINDINGS).map((finding) => ({
        rule: finding.rule,
        severity: finding.severity,
        line: at(finding.offset).line,
        message: english(finding.message),
        fixable: safeFix(finding) !== undefined,
      })),
      ...(findings.length > MOST_FINDINGS && { notShown: findings.length - MOST_FINDINGS }),
    };
  },
};
