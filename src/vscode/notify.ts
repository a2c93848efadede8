import { window } from 'vscode';
import type { OutcomeTexts } from '../core/report/outcomeTexts';
import type { OutcomeKind } from '../core/send/outcome';
import { say, translate } from './translate';

/** A button of a notification. */
export interface Action {
  readonly title: string;
  run(): unknown;
}

type Level = 'information' | 'warning' | 'error';

/** How loud an outcome is: what was saved informs, what needs a decision warns, what failed is an error. */
const LEVELS: Readonly<Record<OutcomeKind, Level>> = {
  updated: 'information',
  cancelled: 'information',
  conflict: 'warning',
  notFound: 'warning',
  throttled: 'warning',
  signInNeeded: 'warning',
  unknown: 'warning',
  notApplied: 'warning',
  retired: 'warning',
  rejected: 'error',
  forbidden: 'error',
  unreachable: 'error',
  invalid: 'error',
};

const SHOW = {
  information: window.showInformationMessage,
  warning: window.showWarningMessage,
  error: window.showErrorMessage,
} as const;

/** VS Code makes links of `[text](target)`, to commands too: not of what stands in files and in answers of servers. */
export function plain(message: string): string {
  return message.replaceAll('](', '] (');
}

/** VS Code draws icons for `$(name)` in lists and in the status bar: not in what stands in files and in answers of servers. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$ (');
}

/** Shows a message with buttons and runs the one that is pressed. Does not wait: a notification may stay for ever. */
export function notify(level: Level, message: string, actions: readonly Action[] = []): void {
  void SHOW[level](plain(message), ...actions.map(({ title }) => title)).then(
    async (pressed) => await actions.find(({ title }) => title === pressed)?.run(),
  );
}

/**
 * The notification for an outcome: its name, and the first thing to know about it.
 *
 * @param how `saysMore`: whether its name is not the whole story; a success with more to say is a warning. `name`: of the
 *   file, where it is not in front
 */
export function notifyOutcome(
  kind: OutcomeKind,
  { title, meaning, inShort }: OutcomeTexts,
  isEmulator: boolean,
  actions: readonly Action[],
  {
    saysMore = kind !== 'updated',
    name,
  }: { readonly saysMore?: boolean; readonly name?: string | undefined } = {},
): void {
  const more = inShort ?? meaning[0];
  const named = name === undefined ? translate(title) : `${translate(title)} (${name})`;
  const words = [named, ...(saysMore && more !== undefined ? [translate(more)] : [])].join('. ');
  const level = kind === 'updated' && saysMore ? 'warning' : LEVELS[kind];
  notify(level, isEmulator ? say('EMULATOR: {words}', { words }) : words, actions);
}
