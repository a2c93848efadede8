import { ThemeColor, ThemeIcon } from 'vscode';
import type { OutcomeKind } from '../../core/send/outcome';
import { say } from '../translate';

interface Look {
  readonly icon: string;
  readonly color: string;
}

const good = 'testing.iconPassed';
const bad = 'list.errorForeground';
const open = 'list.warningForeground';
const calm = 'descriptionForeground';

/** In the order of the view: what needs somebody comes first. */
const LOOKS: Readonly<Record<OutcomeKind, Look>> = {
  conflict: { icon: 'git-compare', color: open },
  rejected: { icon: 'error', color: bad },
  forbidden: { icon: 'lock', color: bad },
  notFound: { icon: 'search-stop', color: open },
  retired: { icon: 'archive', color: open },
  throttled: { icon: 'watch', color: open },
  signInNeeded: { icon: 'account', color: open },
  unreachable: { icon: 'debug-disconnect', color: bad },
  unknown: { icon: 'question', color: open },
  notApplied: { icon: 'discard', color: open },
  invalid: { icon: 'warning', color: bad },
  cancelled: { icon: 'circle-slash', color: calm },
  updated: { icon: 'pass', color: good },
};

export const OUTCOMES = Object.keys(LOOKS) as readonly OutcomeKind[];

/** Whether a kept value is an outcome of this version. */
export function isOutcome(value: unknown): value is OutcomeKind {
  return typeof value === 'string' && Object.hasOwn(LOOKS, value);
}

/** The icon of an outcome, in the colour of what it asks for. */
export function outcomeIcon(outcome: OutcomeKind): ThemeIcon {
  const { icon, color } = LOOKS[outcome];
  return new ThemeIcon(icon, new ThemeColor(color));
}

/** What an outcome is called where people read it. */
export function outcomeName(outcome: OutcomeKind): string {
  switch (outcome) {
    case 'updated':
      return say('saved');
    case 'conflict':
      return say('conflict');
    case 'rejected':
      return say('refused');
    case 'forbidden':
      return say('not allowed');
    case 'notFound':
      return say('not found');
    case 'retired':
      return say('retired');
    case 'throttled':
      return say('too many requests');
    case 'signInNeeded':
      return say('sign-in needed');
    case 'unreachable':
      return say('not reachable');
    case 'unknown':
      return say('not known');
    case 'notApplied':
      return say('not saved');
    case 'invalid':
      // Errors in the file, or an appointment that is there already.
      return say('cannot be sent');
    case 'cancelled':
      return say('not sent');
  }
}
