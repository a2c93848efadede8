import type { WordNext } from '../core/report/answer';
import type { ReadFailure, SendOutcome } from '../core/send/outcome';
import type { ConflictMode } from './options';

/** Shells differ in how other names have to be quoted. */
const PLAIN_WORD = /^(?:[\w./\\][\w./\\-]*|-)$/;

/** How a file was sent, as far as the next step depends on it. */
export interface SentHow {
  readonly path: string;
  readonly method: 'PATCH' | 'PUT';
  readonly onConflict?: ConflictMode;
  readonly base?: string;
  /** The meeting is somebody else’s: nothing can be created there. */
  readonly isOthers?: boolean;
}

/** The next steps after a send in terms of the command line: those of the editor are names of its commands. */
export function nextHere(outcome: SendOutcome, how: SentHow): WordNext {
  return (steps) => {
    switch (outcome.kind) {
      case 'notFound':
        return how.method === 'PUT' || how.isOthers === true ? steps : [...steps, createHere(how.path)];
      case 'conflict':
        return afterConflict(outcome, how) ?? steps;
      case 'signInNeeded':
        return [TOKEN];
      case 'unknown':
        return outcome.readAgain === 'other' ? [FETCH_AND_SEND] : steps;
      default:
        return steps;
    }
  };
}

/**
 * The same after a read.
 *
 * @param file what can be created where nothing was found, if there is such a file
 */
export function nextAfterRead(kind: ReadFailure['kind'], file?: string): WordNext {
  return (steps) => {
    if (kind === 'signInNeeded') return [TOKEN];
    return kind === 'notFound' && file !== undefined ? [...steps, createHere(file)] : steps;
  };
}

/** How to create, with this command line, the appointment that was not found. */
export function createHere(path: string): string {
  return `To create it, with the same options: vappt create ${PLAIN_WORD.test(path) ? path : 'FILE'}`;
}

const TOKEN = 'Put a valid access token into VAPPT_TOKEN, or pipe one in with --token-stdin.';

const FETCH_AND_SEND =
  'Fetch the appointment to see what it is now, and send again what is still wanted. It was not sent a second time.';

function afterConflict(
  { changes, collisions = [] }: Extract<SendOutcome, { kind: 'conflict' }>,
  { method, onConflict = 'fail', base }: SentHow,
): string[] | undefined {
  switch (changes.kind) {
    case 'since':
    case 'unread':
    case 'noBase':
      break;
    default:
      return undefined;
  }
  if (collisions.length > 0) {
    return [
      'Send again with the same options and --prefer mine or --prefer theirs, or write the server’s value into the file where it counts, and send again.',
    ];
  }
  if (method === 'PUT')
    return ['Fetch the appointment to see what is there, and send the payload to change it.'];
  if (onConflict !== 'fail') return ['Send again with the same options.'];
  return [
    base === undefined
      ? 'Send again with --on-conflict overwrite, or with --on-conflict merge and, as --base FILE, what was read before.'
      : 'Send again with --on-conflict merge, or with --on-conflict overwrite.',
  ];
}
