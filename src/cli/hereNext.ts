import type { WordNext } from '../core/report/answer';
import type { IfMatch } from '../core/graph/ifMatch';
import type { ReadFailure, SendOutcome } from '../core/send/outcome';
import type { SendRecord } from '../core/send/record';
import type { ConflictMode, ConnectionOptions } from './options';

/** Shells differ in how other names have to be quoted. */
const PLAIN_WORD = /^(?:[\w./\\][\w./\\-]*|-)$/;

/** The options that say where to send, and that another command needs again. */
type WhereTo = Pick<ConnectionOptions, 'cloud' | 'endpoint' | 'user' | 'meeting' | 'tokenStdin'>;

/** How a file was sent, as far as the next step depends on it. */
export interface SentHow extends Partial<WhereTo> {
  readonly path: string;
  readonly method: 'PATCH' | 'PUT';
  readonly onConflict?: ConflictMode;
  readonly base?: string;
  readonly journal?: string;
  readonly resume?: true;
  /** A token was given, which goes before the emulator’s own. */
  readonly hasToken?: boolean;
  /** The tag that was read just before, and that no base holds. */
  readonly tagJustRead?: string | undefined;
  /** The tag that was sent is the file’s own, from its `$ifMatch`. */
  readonly ownTag?: boolean;
  /** Files are sent in a list, so that a base is a folder. */
  readonly isMany?: true;
  readonly ifMatch?: IfMatch;
  /** The meeting is somebody else’s: nothing can be created there. */
  readonly isOthers?: boolean;
}

/** The next steps after a send in terms of the command line: those of the editor are names of its commands. */
export function nextHere(outcome: SendOutcome, how: SentHow): WordNext {
  return (steps) => {
    switch (outcome.kind) {
      case 'notFound':
        return how.method === 'PUT' || how.isOthers === true ? steps : [...steps, createHere(how.path, how)];
      case 'updated': {
        // A read comes first only where no base is named.
        const own = how.base !== undefined && outcome.readBack.kind === 'failed' ? [] : steps;
        return how.ownTag === true && how.base !== undefined ? [...own, USED_TAG] : own;
      }
      case 'conflict':
        return afterConflict(outcome, how) ?? steps;
      case 'notApplied':
        return outcome.proof === 'sameTag' ? notAppliedHere(how, steps) : steps;
      case 'invalid':
        return how.isMany === true && how.ifMatch?.kind === 'require' ? [FIRST_BASES] : steps;
      case 'signInNeeded':
        return [tokenStep(how)];
      case 'unknown':
        return outcome.readAgain === 'other' || outcome.readAgain === 'notAsSent' ? [FETCH_AND_SEND] : steps;
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
export function nextAfterRead(
  kind: ReadFailure['kind'],
  where: Partial<WhereTo> & Pick<SentHow, 'hasToken'>,
  file?: string,
): WordNext {
  return (steps) => {
    if (kind === 'signInNeeded') return [tokenStep(where)];
    return kind === 'notFound' && file !== undefined ? [...steps, createHere(file, where)] : steps;
  };
}

/** The tag of a send that was read for it alone, and that sending again has to be given. */
export function tagJustRead({ request }: Pick<SendRecord, 'request'>): string | undefined {
  return request.condition === 'justRead' ? (request.etagSent ?? undefined) : undefined;
}

/** Whether the tag that was sent stands in the file: an option would have gone before it. */
export function hasOwnTag(
  { request }: Pick<SendRecord, 'request'>,
  { ifMatch }: { readonly ifMatch?: IfMatch },
): boolean {
  return request.condition === 'given' && ifMatch === undefined;
}

/** How to create, with this command line, the appointment that was not found. */
export function createHere(
  path: string,
  { cloud = 'emulator', endpoint, user, meeting, tokenStdin }: Partial<WhereTo>,
): string {
  const again = [
    ...(cloud === 'emulator' ? [] : ['--cloud']),
    ...(endpoint === undefined ? [] : ['--endpoint']),
    ...(user === undefined ? [] : ['--user']),
    ...(meeting === undefined ? [] : ['--meeting']),
    ...(tokenStdin === undefined ? [] : ['--token-stdin']),
  ].join(', ');
  const command = `vappt create ${PLAIN_WORD.test(path) ? path : 'FILE'}`;
  return again === '' ? `To create it: ${command}` : `To create it, with ${again} as here: ${command}`;
}

const TOKEN = 'Put a valid access token into VAPPT_TOKEN, or pipe one in with --token-stdin.';

const NEW_TOKEN = 'Try again: each time the emulator gives out a new token.';

const OTHER_TOKEN =
  'The token that was given is not the emulator’s. Leave out VAPPT_TOKEN and --token-stdin: it gives out its own.';

function tokenStep({ cloud, hasToken }: Pick<SentHow, 'cloud' | 'hasToken'>): string {
  if (cloud !== 'emulator') return TOKEN;
  return hasToken === true ? OTHER_TOKEN : NEW_TOKEN;
}

const USED_TAG = 'Take "$ifMatch" out of the file: its tag is used up, and it goes before the one of --base.';

const ONLY_THE_TAG =
  'Nothing else is left to do. To have the new tag as its base, send once more with --on-conflict merge.';

const FIRST_BASES =
  'Send once with --save-base, and without --if-match require: that reads each appointment first.';

/** Sending again must go out on the same tag. */
function notAppliedHere(
  { journal, resume, tagJustRead: tag, isMany }: SentHow,
  steps: readonly string[],
): readonly string[] {
  if (journal !== undefined) {
    const how = resume === true ? 'Send again with the same options' : 'Send again with --resume';
    return [`${how}. It goes out on the same tag, so it is not applied twice.`];
  }
  return tag === undefined ? steps : [againOnTag(tag, isMany === true)];
}

function againOnTag(tag: string, isMany: boolean): string {
  // Most shells take a text in single quotes as it is, whatever is in it.
  const option = tag.includes("'") ? 'the tag that was sent, as --if-match' : `--if-match '${tag}'`;
  const what = isMany ? 'Send the file again by itself,' : 'Send again';
  return `${what} with ${option}. That tag makes sure that it is not applied twice.`;
}

const FETCH_AND_SEND =
  'Fetch the appointment to see what it is now, and send again what is still wanted. It was not sent a second time.';

function afterConflict(
  { changes, collisions = [] }: Extract<SendOutcome, { kind: 'conflict' }>,
  { method, onConflict = 'fail', base, journal, resume, isMany, ownTag }: SentHow,
): string[] | undefined {
  // A journal is gone on with, or refused.
  const goesOn = journal !== undefined && resume !== true;
  if (ownTag === true && base !== undefined && collisions.length === 0) {
    return [`${USED_TAG} Then send again${goesOn ? ' with --resume' : ''}.`];
  }
  switch (changes.kind) {
    case 'asSent':
      return base === undefined ? undefined : [ONLY_THE_TAG];
    case 'since':
    case 'unread':
    case 'noBase':
      break;
    default:
      return undefined;
  }
  if (collisions.length > 0) {
    return [
      `Send again with the same options${goesOn ? ', --resume,' : ''} and --prefer mine or --prefer theirs, or write the server’s value into the file where it counts, and send again.`,
    ];
  }
  if (method === 'PUT')
    return ['Fetch the appointment to see what is there, and send the payload to change it.'];
  if (onConflict !== 'fail') return [`Send again with the same options${goesOn ? ' and --resume' : ''}.`];
  const again = `Send again with ${goesOn ? '--resume and ' : ''}--on-conflict`;
  return [
    base === undefined
      ? `${again} overwrite, or with --on-conflict merge and, as --base ${isMany === true ? 'FOLDER, what an earlier run has kept' : 'FILE, what was read before'}.`
      : `${again} merge, or with --on-conflict overwrite.`,
  ];
}
