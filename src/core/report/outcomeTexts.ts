import type { GraphReply } from '../graph/reply';
import type { SendOutcome, ServerChanges } from '../send/outcome';
import { type Text, text as say } from '../text';
import { retryAfterMs } from '../graph/retryAfter';
import { changesTexts, collisionTexts, conflictInShort, conflictNext } from './conflictTexts';
import { explain, type Explanation, isOthersMeeting } from './explanations';
import {
  notAppliedNext,
  notAppliedText,
  readAgainNext,
  readAgainText,
  unknownText,
  unreachableTexts,
  unreachableTitle,
} from './lostAnswerTexts';
import { redact } from './redact';
import { statusLine } from './statusNames';

/** What an outcome is called, what it means, and what to do next. */
export interface OutcomeTexts {
  /** A few words, for a notification or the first line of a result. */
  readonly title: Text;
  readonly meaning: readonly Text[];
  /** The first thing to know, where a notification has no room for what the meaning begins with. */
  readonly inShort?: Text;
  readonly next: readonly Text[];
}

/** The words for what became of a send. `reply` is the answer that decided it, if there was one. */
export function outcomeTexts(outcome: SendOutcome, reply: GraphReply | undefined): OutcomeTexts {
  const status = reply === undefined ? '' : statusLine(reply.status);
  switch (outcome.kind) {
    case 'updated':
      return {
        title: updatedTitle(outcome, status),
        meaning: [
          ...(outcome.lostAnswer === undefined ? [] : [unknownText(outcome.lostAnswer, reply)]),
          readBackText(outcome),
        ],
        next: readBackNext(outcome),
      };
    case 'conflict': {
      if (outcome.changes.kind === 'sameTag') return sameTagTexts(status);
      const collisions = collisionTexts(outcome.collisions ?? []);
      // A merge has a base of its own, and knows by it what is in the way.
      const changes =
        outcome.changes.kind === 'noBase' && collisions.length > 0 ? [] : changesTexts(outcome.changes);
      return {
        title: conflictTitle(outcome.changes, status),
        meaning: [
          say('Nothing was written: the tag that was sent is not the one the server has now.'),
          ...changes,
          ...collisions,
        ],
        ...conflictInShort(outcome.changes),
        next: conflictNext(outcome.changes),
      };
    }
    case 'rejected':
      return {
        title: say('{status}: refused', { status }),
        ...explained(reply, {
          meaning: say('The service refused the request. Nothing was written.'),
          next:
            reply?.error === undefined
              ? say('Check the payload, and send again.')
              : say('Correct the payload as the message says, and send again.'),
        }),
      };
    case 'forbidden':
      return {
        title: say('{status}: not allowed', { status }),
        ...explained(reply, {
          meaning: say('The account is known, but may not do this. Nothing was written.'),
          next: say(
            'Check that the account organises the meeting and that the token has OnlineMeetings.ReadWrite.',
          ),
        }),
      };
    case 'notFound':
      if (outcome.missing === 'meeting') return noMeetingTexts(status, reply);
      return {
        title: isOthersMeeting(reply)
          ? say('{status}: somebody else’s meeting', { status })
          : say('{status}: no such meeting or appointment', { status }),
        ...explained(reply, {
          meaning: say(
            'The meeting does not exist for this user, or it has no virtual appointment yet. Nothing was written.',
          ),
          next: say('Check "$meeting" and "$user". If the meeting is right, create the appointment.'),
        }),
      };
    case 'retired':
      return {
        title: say('{status}: the resource is retired', { status }),
        meaning: [
          say(
            'Microsoft announced that virtualAppointment stops working on 30 June 2023. This is probably how a service without it answers. Microsoft does not document the exact answer.',
          ),
        ],
        next: [
          say(
            'For join links use getVirtualAppointmentJoinWebUrl, which replaces it. The local emulator goes on answering, unless it is told to be retired.',
          ),
        ],
      };
    case 'throttled':
      return {
        title: say('{status}: too many requests', { status }),
        meaning: [say('The service asks to wait. Nothing was written.')],
        next: [waitText(reply)],
      };
    case 'signInNeeded':
      return {
        title:
          reply === undefined
            ? say('Not sent: no usable token')
            : say('{status}: the token was not accepted', { status }),
        meaning: [outcome.reason],
        next: [
          reply === undefined
            ? say('Sign in, or use a valid access token.')
            : say('Sign in again, or use another access token.'),
        ],
      };
    case 'unreachable':
      return { title: unreachableTitle(outcome.why, status), ...unreachableTexts(outcome.why) };
    case 'invalid':
      return {
        title: say('Not sent'),
        meaning: [outcome.reason],
        next: outcome.next === undefined ? [] : [outcome.next],
      };
    case 'unknown':
      return {
        title:
          reply === undefined
            ? say('No answer: it may have been saved')
            : say('{status}: it may have been saved', { status }),
        meaning: [unknownText(outcome.why, reply), readAgainText(outcome.readAgain)],
        next: readAgainNext(outcome.readAgain),
      };
    case 'notApplied':
      return {
        title: reply === undefined ? say('No answer: not saved') : say('{status}: not saved', { status }),
        meaning: [unknownText(outcome.why, reply), notAppliedText(outcome.proof)],
        next: [notAppliedNext(outcome.proof)],
      };
    case 'cancelled':
      return outcome.requestSent
        ? {
            title: say('Cancelled: it may have been saved'),
            meaning: [say('The request was already on its way when it was cancelled.')],
            next: [say('Fetch the appointment to see whether it was saved.')],
          }
        : { title: say('Cancelled'), meaning: [say('Nothing was written.')], next: [] };
  }
}

function noMeetingTexts(status: string, reply: GraphReply | undefined): OutcomeTexts {
  return {
    title: isOthersMeeting(reply)
      ? say('{status}: somebody else’s meeting', { status })
      : say('{status}: no such meeting', { status }),
    ...explained(reply, {
      meaning: say('The meeting does not exist for this user. Nothing was created.'),
      next: say('Check "$meeting" and "$user".'),
    }),
  };
}

function sameTagTexts(status: string): OutcomeTexts {
  return {
    title: say('{status}: the tag was refused', { status }),
    meaning: [
      say(
        'Nothing was written. The server still gives the tag that was sent: nobody seems to have changed it.',
      ),
    ],
    next: conflictNext({ kind: 'sameTag' }),
  };
}

function conflictTitle(changes: ServerChanges, status: string): Text {
  switch (changes.kind) {
    case 'since':
      // Perhaps a send of the user's own.
      return changes.paths.length === 0
        ? say('{status}: only the tag has changed', { status })
        : somebodyElse(status);
    case 'weakTagMeant':
      return say('{status}: the tag was sent without its W/', { status });
    case 'asSent':
      return say('{status}: the server has it already', { status });
    case 'noBase':
      // Perhaps nobody has: a tag can be given that the server never had.
      return say('{status}: the server has another tag', { status });
    default:
      return somebodyElse(status);
  }
}

function somebodyElse(status: string): Text {
  return say('{status}: somebody else changed the appointment first', { status });
}

/** What is particular to an answer goes before what its outcome means in general. */
function explained(
  reply: GraphReply | undefined,
  general: Explanation,
): Pick<OutcomeTexts, 'meaning' | 'next'> {
  const { meaning, next } = (reply && explain(reply)) ?? general;
  return { meaning: [meaning], next: [next] };
}

type Updated = Extract<SendOutcome, { kind: 'updated' }>;

function updatedTitle({ created, lostAnswer }: Updated, status: string): Text {
  if (lostAnswer === undefined) {
    return created ? say('{status}: created', { status }) : say('{status}: saved', { status });
  }
  if (status === '') return created ? say('No answer, but created') : say('No answer, but saved');
  return created ? say('{status}, but created', { status }) : say('{status}, but saved', { status });
}

function readBackText({ readBack }: Updated): Text {
  switch (readBack.kind) {
    case 'asSent':
      return say('The appointment was read again: it is as sent.');
    case 'different':
      return say('Saved, but the server shows something else than expected at: {paths}.', {
        paths: redact(readBack.paths.join(', ')),
      });
    case 'failed':
      return say('Saved. Reading the appointment again failed, so its new tag is not known.');
    case 'notRead':
      return say('Saved. The appointment was not read again, so its new tag is not known.');
  }
}

function readBackNext({ readBack }: Updated): Text[] {
  switch (readBack.kind) {
    case 'asSent':
      return [];
    case 'different':
      return [say('Fetch the appointment to see what it is now.')];
    case 'failed':
    case 'notRead':
      return [say('The next send reads the appointment first.')];
  }
}

function waitText(reply: GraphReply | undefined): Text {
  const delayMs = retryAfterMs(reply?.retryAfter ?? '', Date.parse(reply?.date ?? ''));
  // Nobody waits for longer than a day: such a header is a mistake.
  return delayMs === undefined || delayMs === 0 || !(delayMs <= 86_400_000)
    ? say('Wait a little, then try again.')
    : say('Wait {seconds} seconds, then try again.', { seconds: Math.ceil(delayMs / 1000) });
}
