import type { PayloadDocument } from '../../core/payload/model';
import type { Prepared } from '../commands/prepare';
import type { Action } from '../notify';
import type { Services } from '../services';

/** What a merge is decided with. */
export interface Situation {
  readonly services: Services;
  readonly prepared: Prepared;
  readonly signal: AbortSignal;
  /** Puts a button to the words that say that the merge was stopped. */
  readonly offer: (action: Action) => void;
}

/** The payload to send; `undefined`: the merge was stopped, or came to nothing, and the user knows. */
export type Decision = PayloadDocument | undefined;
