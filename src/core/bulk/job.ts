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
  | { readonly kind: 'document'; readonly document: PayloadDocument }
  /** It has gone, or it is not what was checked before the run. */
  | { readonly kind: 'unreadable'; readonly reason: Text };

export type JobResult =
  | {
      readonly kind: 'sent';
      readonly record: SendRecord;
      /** Values of the payload that a server's message must not repeat. */
      readonly personal: readonly string[];
    }
  | { readonly kind: 'unreadable'; readonly reason: Text }
  /** An earlier run has done it. */
  | { readonly kind: 'earlier'; readonly entry: EndedEntry }
  /** It was not tried. */
  | { readonly kind: 'notTried'; readonly outcome: SendOutcome };
