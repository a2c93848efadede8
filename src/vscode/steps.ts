import { type Diagnostic, DiagnosticSeverity } from 'vscode';
import { CONTEXT_KEYS } from '../manifest';
import { setContext } from './setContext';

type Step = Exclude<keyof typeof CONTEXT_KEYS, 'hasResults'>;

const done = new Set<Step>();

/** A step of the walkthrough is done: VS Code ticks it off, and remembers that. */
export function stepDone(step: Step): void {
  // It listens to changes only, and not before the walkthrough was opened: what is done again shall count then.
  if (done.has(step)) void setContext(CONTEXT_KEYS[step], false);
  done.add(step);
  void setContext(CONTEXT_KEYS[step], true);
}

/** A payload is there, and perhaps a mistake in it has been put right. */
export function payloadJudged(before: readonly Diagnostic[], now: readonly Diagnostic[]): void {
  // This runs with every key that is pressed.
  if (!done.has('hasPayload')) stepDone('hasPayload');
  if (mistakes(now) < mistakes(before)) stepDone('hasChecked');
}

function mistakes(findings: readonly Diagnostic[]): number {
  return findings.filter(({ severity }) => severity <= DiagnosticSeverity.Warning).length;
}
