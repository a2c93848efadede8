import type { SendOutcome } from '../core/send/outcome';
import type { ConflictMode } from './options';

/** Shells differ in how other names have to be quoted. */
const PLAIN_WORD = /^(?:[\w./\\][\w./\\-]*|-)$/;

const AFTER_COLLISION =
  'In this shell: write what is wanted into the file at these places, and send it with --on-conflict overwrite.';

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
      if (how.method === 'PUT') return undefined;
      if ((outcome.collisions ?? []).length > 0) return AFTER_COLLISION;
      return (how.onConflict ?? 'fail') === 'fail'
        ? afterConflict(outcome.changes.kind, how.base !== undefined)
        : undefined;
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
