import type { SendParts } from '../send/fetchAppointment';
import type { Plan } from '../send/plan';
import type { SendOutcome } from '../send/outcome';
import type { SendRecord } from '../send/record';
import type { PayloadDocument } from '../payload/model';
import type { Text } from '../text';
import type { Earlier, EndedEntry } from './journal';

/** One file of many. It is read when its turn comes, so that many files do not mean many bodies at once. */
export interface BulkJob {
  /** How results and the journal name it; each job has its own. */
  readonly name: string;
  readonly plan: Plan;
  /** Names the target in the journal, without saying whose it is. */
  readonly targetHash: string;
  readonly bodyHash: string;
  /** What a journal says of an earlier run. */
  readonly earlier?: Earlier;
  load(): Promise<Loaded>;
}

export type Loaded =
  | { readonly kind: 'document'; readonly document: PayloadDocument; readonly around?: Around }
  /** It has gone, or it is not what was checked before the run. */
  | { readonly kind: 'unreadable'; readonly reason: Text };

/**
 * Sends a file together with what its sender keeps and wants on its own: what is known of the appointment, what to do
 * after a conflict. When it resolves, whatever is to be kept for the next send of the same appointment has been kept.
 */
export type Around = (parts: SendParts, send: (parts: SendParts) => Promise<SendRecord>) => Promise<Sent>;

export interface Sent {
  readonly record: SendRecord;
  /** What was sent last. */
  readonly document: PayloadDocument;
  /** Of the file, where merged values have been written into it. */
  readonly bodyHash?: string;
}

export type JobResult =
  | {
      readonly kind: 'sent';
      readonly record: SendRecord;
      /** Values of the payload that a server's message must not repeat. */
      readonly personal: readonly string[];
      /** Of the file, where it is not the job's any more. */
      readonly bodyHash?: string;
    }
  | { readonly kind: 'unreadable'; readonly reason: Text }
  /** An earlier run has done it. */
  | { readonly kind: 'earlier'; readonly entry: EndedEntry }
  /** It was not tried. `reason`: why, where the outcome does not say it. */
  | { readonly kind: 'notTried'; readonly outcome: SendOutcome; readonly reason?: Text };
