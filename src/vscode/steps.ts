import { type Diagnostic, DiagnosticSeverity, type Disposable, type TextDocument, window } from 'vscode';
import { CONTEXT_KEYS } from '../manifest';
import { setContext } from './setContext';

type Step = Exclude<keyof typeof CONTEXT_KEYS, 'hasResults'>;

/** The steps of the walkthrough that this window has seen done. VS Code ticks them off, and remembers that. */
export class Steps implements Disposable {
  readonly #done = new Set<Step>();
  readonly #listening: Disposable;

  constructor() {
    // What was done before the walkthrough was opened. Its tab says nothing of itself, like those of other pages.
    this.#listening = window.tabGroups.onDidChangeTabs(({ opened, changed }) => {
      if (![...opened, ...changed].some(({ input }) => input === undefined)) return;
      for (const step of this.#done) pulse(step);
    });
  }

  dispose(): void {
    this.#listening.dispose();
  }

  /** Says that a step was really done: not begun, and not done by halves. */
  done(step: Step): void {
    this.#done.add(step);
    pulse(step);
    // Nothing is saved without a payload.
    if (step === 'hasSaved') this.done('hasPayload');
  }

  /** A payload was written, and perhaps a mistake in it has been put right. One that is only opened was there before. */
  payloadJudged(
    { isUntitled, isDirty }: Pick<TextDocument, 'isUntitled' | 'isDirty'>,
    before: readonly Diagnostic[],
    now: readonly Diagnostic[],
  ): void {
    // This runs with every key that is pressed.
    if (!this.#done.has('hasPayload') && (isUntitled || isDirty)) this.done('hasPayload');
    if (mistakes(now) < mistakes(before)) this.done('hasChecked');
  }
}

/**
 * VS Code listens to changes, from when its first walkthrough was opened. A key that was set already then never counts in
 * that window, so none stays set.
 */
function pulse(step: Step): void {
  void setContext(CONTEXT_KEYS[step], true);
  void setContext(CONTEXT_KEYS[step], false);
}

/** Without those of a text that is only half written: to go on writing mends them. */
function mistakes(findings: readonly Diagnostic[]): number {
  return findings.filter(
    ({ severity, code }) =>
      severity <= DiagnosticSeverity.Warning &&
      !(typeof code === 'object' && UNFINISHED.has(String(code.value))),
  ).length;
}

const UNFINISHED: ReadonlySet<string> = new Set(['empty-file', 'empty-body', 'syntax', 'body-object']);
