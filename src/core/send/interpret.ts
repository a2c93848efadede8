import { type CallFailure, isCancelledError, isEmulatorUnavailableError, isNetworkError } from '../errors';
import { type GraphReply, isRecord } from '../graph/reply';
import { isThrottled } from '../graph/retryDecision';
import { text as say } from '../text';
import type { FailedCall, ReadFailure, SendOutcome, UnknownReason } from './outcome';

/** An outcome without what only a further read can tell. */
export type WriteVerdict =
  | { readonly kind: 'applied' }
  | { readonly kind: 'preconditionFailed' }
  | { readonly kind: 'unknown'; readonly why: UnknownReason }
  | Exclude<SendOutcome, { kind: 'updated' | 'conflict' | 'invalid' | 'unknown' | 'notApplied' }>;

/** What the answer to a PATCH or PUT means for the appointment. */
export function interpretWrite(reply: GraphReply): WriteVerdict {
  const { status } = reply;
  if (status === 412) return { kind: 'preconditionFailed' };
  if (status >= 200 && status < 300) {
    // A proxy's or portal's page comes as a 200 too, and so does what some gateways have to say.
    return saysDone(reply) ? { kind: 'applied' } : { kind: 'unknown', why: { kind: 'unreadableAnswer' } };
  }
  // Graph does not redirect: something in between did, and what it did with the request nobody knows.
  if (status < 400) return { kind: 'unknown', why: { kind: 'unreadableAnswer' } };
  return interpretFailure(reply) ?? { kind: 'unknown', why: { kind: 'serverError' } };
}

/** Whether a success has what Graph answers a write with: nothing, or the resource. */
function saysDone({ json, unreadableBody }: GraphReply): boolean {
  if (json === undefined) return !unreadableBody;
  return isRecord(json) && !isRecord(json['error']);
}

/** What the answer to a GET means: nothing for a success, otherwise why there is no appointment. */
export function interpretRead(reply: GraphReply): FailedCall | undefined {
  if (reply.status === 200 && !reply.unreadableBody) return undefined;
  return interpretFailure(reply) ?? { kind: 'unreachable', why: { kind: 'readFailed', reply } };
}

/** The answers that say "not done", or nothing when this one does not say so. */
function interpretFailure(reply: GraphReply): FailedCall | undefined {
  const { status } = reply;
  if (isThrottled(status, reply.retryAfter)) return { kind: 'throttled' };
  if (status < 400 || status >= 500) return undefined;
  switch (status) {
    case 401:
      return {
        kind: 'signInNeeded',
        reason: reply.signInReason ?? say('The service did not accept the token.'),
      };
    case 403:
      return { kind: 'forbidden' };
    case 404:
      return { kind: 'notFound' };
    default:
      return { kind: isRetired(reply) ? 'retired' : 'rejected' };
  }
}

/**
 * The most likely answer of today's service, from which the resource was removed. Inferred from other removed
 * segments: nobody has published a recent answer for this one.
 */
function isRetired({ status, error }: GraphReply): boolean {
  return status === 410 || (status === 400 && /segment 'virtualAppointment'/i.test(error?.message ?? ''));
}

/** What a call without an answer means for a write. */
export function interpretWriteFailure(failure: CallFailure): WriteVerdict {
  if (isCancelledError(failure)) return { kind: 'cancelled', requestSent: failure.requestSent };
  if (isNetworkError(failure) && failure.delivery === 'maybeSent') {
    const { code } = failure;
    return {
      kind: 'unknown',
      why: code === 'TIMEOUT' ? { kind: 'timeout' } : { kind: 'connectionLost', code },
    };
  }
  return notSent(failure);
}

/** What a call without an answer means for a read, which changes nothing wherever it got lost. */
export function interpretReadFailure(failure: CallFailure): ReadFailure {
  if (isCancelledError(failure)) return { kind: 'cancelled', requestSent: false };
  if (isNetworkError(failure) && failure.delivery === 'maybeSent') {
    return { kind: 'unreachable', why: { kind: 'readFailed', code: failure.code } };
  }
  return notSent(failure);
}

function notSent(failure: Exclude<CallFailure, { name: 'CancelledError' }>): FailedCall {
  if (isNetworkError(failure)) {
    return { kind: 'unreachable', why: { kind: 'network', code: failure.code } };
  }
  if (isEmulatorUnavailableError(failure)) {
    return { kind: 'unreachable', why: { kind: 'emulator', reason: failure.reason } };
  }
  return { kind: 'signInNeeded', reason: failure.reason };
}
