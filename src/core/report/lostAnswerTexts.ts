import type { GraphReply } from '../graph/reply';
import type { NotAppliedProof, ReadAgain, UnknownReason, UnreachableReason } from '../send/outcome';
import { type Text, text as say } from '../text';
import { networkTexts } from './networkTexts';
import { statusLine } from './statusNames';
import { unusableAnswer } from './unusableAnswer';

/** What a call that got no usable answer is called. */
export function unreachableTitle(why: UnreachableReason, status: string): Text {
  if (why.kind !== 'readFailed') return say('Not sent');
  return status === '' ? say('Reading failed') : say('{status}: reading failed', { status });
}

/** Why nothing was sent or read, and what to do. */
export function unreachableTexts(why: UnreachableReason): {
  readonly meaning: readonly Text[];
  readonly next: readonly Text[];
} {
  switch (why.kind) {
    case 'emulator':
      return { meaning: [why.reason], next: [] };
    case 'network': {
      const { meaning, next } = networkTexts(why.code);
      return { meaning: [meaning], next: [next] };
    }
    case 'readFailed':
      return readFailedTexts(why);
  }
}

function readFailedTexts({ reply, code }: Extract<UnreachableReason, { kind: 'readFailed' }>): {
  readonly meaning: readonly Text[];
  readonly next: readonly Text[];
} {
  const tryAgain = say('Try again in a moment.');
  if (reply === undefined) {
    return {
      meaning: [say('The read got no answer ({code}). Nothing was written.', { code: code ?? '?' })],
      next: [tryAgain],
    };
  }
  const unusable = unusableAnswer(reply);
  return {
    meaning: [
      say('The read got no usable answer ({status}). Nothing was written.', {
        status: statusLine(reply.status),
      }),
      ...(unusable === undefined ? [] : [unusable.meaning]),
    ],
    next: [unusable?.next ?? tryAgain],
  };
}

/** Why it is not known whether a write was applied. @param reply its answer, if there was one */
export function unknownText(why: UnknownReason, reply: GraphReply | undefined): Text {
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
      return (
        (reply && unusableAnswer(reply)?.meaning) ??
        say('The answer is not one that Graph gives: a proxy or sign-in page may have come in between.')
      );
  }
}

/** Why reading again did not settle it. */
export function readAgainText(readAgain: ReadAgain): Text {
  switch (readAgain) {
    case 'failed':
      return say('Reading the appointment again failed too, so it is not known whether it was saved.');
    case 'gone':
      return say('The appointment was read again: it does not exist any more.');
    case 'notAsSent':
      return say(
        'The appointment was read again: it is not as sent. What it was before is not known, so that does not say whether it was saved.',
      );
    case 'other':
      return say(
        'The appointment was read again: it has changed, but not to what was sent. Somebody else was there, before or after.',
      );
  }
}

/** What to do next when reading again did not show what became of a write. */
export function readAgainNext(readAgain: ReadAgain): Text[] {
  switch (readAgain) {
    case 'failed':
      return [say('Fetch the appointment to see whether it was saved. It was not sent a second time.')];
    case 'gone':
      return [say('Create the appointment if it is still wanted.')];
    case 'notAsSent':
    case 'other':
      return [say('Compare with Server, then Merge and Resend. It was not sent a second time.')];
  }
}

/** How it is known that a write was not applied. */
export function notAppliedText(proof: NotAppliedProof): Text {
  switch (proof) {
    case 'sameTag':
      return say(
        'The appointment was read again and has the same tag as before: nothing has been written so far.',
      );
    case 'sameContent':
      return say(
        'The appointment was read again and is the same as before: nothing has been written so far.',
      );
    case 'nothingThere':
      return say('The appointment was looked for and is not there: nothing has been created so far.');
  }
}

/** What to do next when a write is known not to have been applied. */
export function notAppliedNext(proof: NotAppliedProof): Text {
  return proof === 'sameTag'
    ? say('Send again. The tag makes sure that it is not applied twice.')
    : say('Try again in a moment. It was not sent a second time.');
}
