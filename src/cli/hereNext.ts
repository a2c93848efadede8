import type { SendOutcome } from '../core/send/outcome';
import type { ConflictMode } from './options';

/** Shells differ in how other names have to be quoted. */
const PLAIN_WORD = /^(?:[\w./\\][\w./\\-]*|-)$/;

/** How a file was sent, as far as the next step depends on it. */
export interface SentHow {
  readonly path: string;
  readonly method: 'PATCH' | 'PUT';
  readonly onConflict?: ConflictMode;
  readonly base?: string;
}

/**
 * The next step in terms of the command line, where it has one: reports use the words that the editor and the command line
 * share.
 */
export function nextHere(outcome: SendOutcome, how: SentHow): string | undefined {
  switch (outcome.kind) {
    case 'notFound':
      return how.method === 'PUT' ? undefined : createHere(how.path);
    case 'conflict':
      return how.method === 'PUT' || (how.onConflict ?? 'fail') !== 'fail'
        ? undefined
        : afterConflict(outcome.changes.kind, how.base !== undefined);
    default:
      return undefined;
  }
}

/** How to create, with this command line, the appointment that was not found. */
export function createHere(path: string): string {
  return `In this shell, with the same options: vappt create ${PLAIN_WORD.test(path) ? path : 'FILE'}`;
}

type Changes = Extract<SendOutcome, { kind: 'conflict' }>['changes']['kind'];

function afterConflict(changes: Changes, hasBase: boolean): string | undefined {
  if (changes === 'deleted' || changes === 'weakTagMeant' || changes === 'sameTag' || changes === 'asSent')
    return undefined;
  return hasBase
    ? 'In this shell: send again with --on-conflict merge, or with --on-conflict overwrite.'
    : 'In this shell: send again with --on-conflict overwrite, or with --on-conflict merge and, as --base FILE, what was read before.';
}
