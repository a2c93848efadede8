import type { GraphReply } from '../graph/reply';
import type { SendOutcome, ServerChanges, UnknownReason, UnreachableReason } from '../send/outcome';
import { type Text, text as say } from '../text';
import { isCertificateProblem } from '../errors';
import { retryAfterMs } from '../graph/retryAfter';
import { explain, type Explanation } from './explanations';
import { redact } from './redact';
import { statusLine } from './statusNames';

/** What an outcome is called, what it means, and what to do next. */
export interface OutcomeTexts {
  /** A few words, for a notification or the first line of a result. */
  readonly title: Text;
  readonly meaning: readonly Text[];
  readonly next: readonly Text[];
}

/** The words for what became of a send. `reply` is the answer that decided it, if there was one. */
export function outcomeTexts(outcome: SendOutcome, reply: GraphReply | undefined): OutcomeTexts {
  const status = reply === undefined ? '' : statusLine(reply.status);
  switch (outcome.kind) {
    case 'updated':
      return {
        title: outcome.created ? say('{status}: created', { status }) : say('{status}: saved', { status }),
        meaning: [readBackText(outcome)],
        next: readBackNext(outcome),
      };
    case 'conflict':
      return {
        title:
          outcome.changes.kind === 'weakTagMeant'
            ? say('{status}: the tag was sent without its W/', { status })
            : say('{status}: somebody else changed the appointment first', { status }),
        meaning: [
          say('Nothing was written: the tag that was sent is not the one the server has now.'),
          ...changesTexts(outcome.changes),
        ],
        next: conflictNext(outcome.changes),
      };
    case 'rejected':
      return {
        title: say('{status}: refused', { status }),
        ...explained(reply, {
          meaning: say('The service refused the request. Nothing was written.'),
          next: say('Correct the payload as the message says, and send again.'),
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
      return {
        title: say('{status}: no such appointment', { status }),
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
            'Microsoft announced that virtualAppointment stops working on 30 June 2023. This is probably the answer of a service without it; Microsoft documents no exact one.',
          ),
        ],
        next: [
          say(
            'Use getVirtualAppointmentJoinWebUrl, which replaces it for join links, or the local emulator.',
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
        next: [say('Get a new access token.')],
      };
    case 'unreachable':
      return { title: unreachableTitle(outcome.why, status), ...unreachableTexts(outcome.why) };
    case 'invalid':
      return { title: say('Not sent'), meaning: [outcome.reason], next: [] };
    case 'unknown':
      return {
        title:
          reply === undefined
            ? say('No answer: it may have been saved')
            : say('{status}: it may have been saved', { status }),
        meaning: [unknownText(outcome.why)],
        next: [say('Fetch the appointment to see whether it was saved. It was not sent a second time.')],
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

/** What is particular to an answer goes before what its outcome means in general. */
function explained(
  reply: GraphReply | undefined,
  general: Explanation,
): Pick<OutcomeTexts, 'meaning' | 'next'> {
  const { meaning, next } = (reply && explain(reply)) ?? general;
  return { meaning: [meaning], next: [next] };
}

type Updated = Extract<SendOutcome, { kind: 'updated' }>;

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
  }
}

function readBackNext({ readBack }: Updated): Text[] {
  switch (readBack.kind) {
    case 'asSent':
      return [];
    case 'different':
      return [say('Fetch the appointment to see what it is now.')];
    case 'failed':
      return [say('The next send reads the appointment first.')];
  }
}

function changesTexts(changes: ServerChanges): Text[] {
  switch (changes.kind) {
    case 'since':
      return changes.paths.length === 0
        ? [
            say(
              'No property differs from what was read at {time}: only the tag has changed.',
              timeArg(changes.readAt),
            ),
          ]
        : [
            say('Changed on the server since it was read at {time}: {paths}.', {
              ...timeArg(changes.readAt),
              paths: redact(changes.paths.join(', ')),
            }),
          ];
    case 'weakTagMeant':
      return [];
    case 'noBase':
      return [
        say('What changed cannot be told: the appointment with the tag that was sent was not read here.'),
      ];
    case 'deleted':
      return [say('The appointment has been deleted since.')];
    case 'unread':
      return [say('What changed cannot be told: reading the appointment failed.')];
  }
}

function conflictNext(changes: ServerChanges): Text[] {
  if (changes.kind === 'weakTagMeant') return [say('Send {tag}.', { tag: changes.tag })];
  if (changes.kind === 'deleted') return [say('Create the appointment if it is still wanted.')];
  return [say('Fetch the appointment, bring the payload up to date, and send again.')];
}

function unreachableTitle(why: UnreachableReason, status: string): Text {
  if (why.kind !== 'readFailed') return say('Not sent');
  return status === '' ? say('Reading failed') : say('{status}: reading failed', { status });
}

function unreachableTexts(why: UnreachableReason): Pick<OutcomeTexts, 'meaning' | 'next'> {
  switch (why.kind) {
    case 'emulator':
      return { meaning: [why.reason], next: [] };
    case 'network':
      return {
        meaning: [say('The server could not be reached ({code}). Nothing was sent.', { code: why.code })],
        next: [networkNext(why.code)],
      };
    case 'readFailed':
      return {
        meaning: [
          why.reply === undefined
            ? say('The read got no answer ({code}). Nothing was written.', { code: why.code ?? '?' })
            : say('The read got no usable answer ({status}). Nothing was written.', {
                status: statusLine(why.reply.status),
              }),
        ],
        next: [say('Try again in a moment.')],
      };
  }
}

function networkNext(code: string): Text {
  if (isCertificateProblem(code)) {
    return say(
      'The server’s certificate is not trusted here. Check the proxy, and the certificates it needs.',
    );
  }
  if (/NOTFOUND|EAI_AGAIN/.test(code))
    return say('Check the network connection and the proxy, then try again.');
  return say('Check that the server is running and that the network lets you reach it, then try again.');
}

function unknownText(why: UnknownReason): Text {
  switch (why.kind) {
    case 'connectionLost':
      return say('The connection was lost before the answer came ({code}).', { code: why.code });
    case 'timeout':
      return say('The answer did not come in time.');
    case 'serverError':
      return say(
        'The server failed while handling the request. It does not say whether the change was applied.',
      );
    case 'unreadableAnswer':
      return say('The answer is not one that Graph gives: a proxy or sign-in page may have come in between.');
  }
}

function waitText(reply: GraphReply | undefined): Text {
  const delayMs = retryAfterMs(reply?.retryAfter ?? '', Date.parse(reply?.date ?? ''));
  // Nobody waits for longer than a day: such a header is a mistake.
  return delayMs === undefined || !(delayMs <= 86_400_000)
    ? say('Wait a little, then try again.')
    : say('Wait {seconds} seconds, then try again.', { seconds: Math.ceil(delayMs / 1000) });
}

function timeArg(readAt: number): { time: string } {
  return { time: `${new Date(readAt).toISOString().slice(0, 19).replace('T', ' ')} UTC` };
}
