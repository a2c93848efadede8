import type { GraphReply } from '../graph/reply';
import type { Text } from '../text';

/** What became of one send. Callers switch over `kind`. */
export type SendOutcome =
  | {
      readonly kind: 'updated';
      readonly created: boolean;
      readonly readBack: ReadBack;
      /** Set when no answer said so: the appointment was read again, and has what was sent. */
      readonly lostAnswer?: UnknownReason;
    }
  | {
      readonly kind: 'conflict';
      readonly changes: ServerChanges;
      /** After an attempt to merge: where both sides have changed something, by path. */
      readonly collisions?: readonly string[];
    }
  | FailedCall
  /** Never sent, because of the file or because the condition it asks for cannot be had. */
  | { readonly kind: 'invalid'; readonly reason: Text; readonly next?: Text }
  /** The answer does not tell whether the change was applied, or none came; and reading again did not tell either. */
  | { readonly kind: 'unknown'; readonly why: UnknownReason; readonly readAgain: ReadAgain }
  /** No usable answer came, and reading again has shown that the change was not applied. */
  | { readonly kind: 'notApplied'; readonly why: UnknownReason; readonly proof: NotAppliedProof }
  /** The user stopped it; `requestSent`: the change may have been applied. */
  | { readonly kind: 'cancelled'; readonly requestSent: boolean };

/** Failures that reads and writes share: nothing was changed on the server. */
export type FailedCall =
  | { readonly kind: 'rejected' }
  | { readonly kind: 'forbidden' }
  /** `meeting`: it is known that not even the meeting is there. */
  | { readonly kind: 'notFound'; readonly missing?: 'meeting' }
  | { readonly kind: 'retired' }
  | { readonly kind: 'throttled' }
  | { readonly kind: 'signInNeeded'; readonly reason: Text }
  | { readonly kind: 'unreachable'; readonly why: UnreachableReason };

export type OutcomeKind = SendOutcome['kind'];

/** Why a read gave no appointment. */
export type ReadFailure = FailedCall | { readonly kind: 'cancelled'; readonly requestSent: boolean };

export type UnknownReason =
  | { readonly kind: 'connectionLost'; readonly code: string }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'serverError' }
  | { readonly kind: 'unreadableAnswer' };

/** Why reading again did not tell whether a change was applied. */
export type ReadAgain =
  | 'failed'
  /** There is no such appointment any more. */
  | 'gone'
  /** It has changed, but not to what was sent: somebody else was there, before or after. */
  | 'other'
  /** It is not as sent, and what it was before is not known. */
  | 'notAsSent';

export type NotAppliedProof =
  /** The one that was sent: a late arrival of the write, or sending it again, cannot do harm. */
  | 'sameTag'
  /** Nothing was sent as a condition, and the appointment is the one that was known. */
  | 'sameContent'
  /** After a PUT: there is no appointment. */
  | 'nothingThere';

export type UnreachableReason =
  | { readonly kind: 'network'; readonly code: string }
  | { readonly kind: 'emulator'; readonly reason: Text }
  /** A read got no usable answer, so no write was tried. */
  | { readonly kind: 'readFailed'; readonly reply?: GraphReply; readonly code?: string };

/** What reading the appointment again after a successful write has shown. */
export type ReadBack =
  | { readonly kind: 'asSent' }
  /** The server shows something other than what was there plus what was sent, at these paths. */
  | { readonly kind: 'different'; readonly paths: readonly string[] }
  | { readonly kind: 'failed' }
  /** It was not read again, to spare a request for each of many files. */
  | { readonly kind: 'notRead' };

/** After a 412: what has changed on the server since the base was read. */
export type ServerChanges =
  | { readonly kind: 'since'; readonly readAt: number; readonly paths: readonly string[] }
  /** Nothing has: the tag that was sent is the right one without its `W/`. */
  | { readonly kind: 'weakTagMeant'; readonly tag: string }
  /** Nothing has: the server still gives the tag that was sent, and refused it all the same. */
  | { readonly kind: 'sameTag' }
  /** They are what was sent: an earlier send may have been applied after all. */
  | { readonly kind: 'asSent'; readonly readAt: number; readonly paths: readonly string[] }
  /** There is no base to compare with. */
  | { readonly kind: 'noBase' }
  /** The appointment has gone since it was read. */
  | { readonly kind: 'deleted' }
  | { readonly kind: 'unread' };
