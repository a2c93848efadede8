import type { PayloadDocument } from '../../core/payload/model';
import type { Prepared } from '../commands/prepare';
import type { Services } from '../services';

/** What a merge is decided with. */
export interface Situation {
  readonly services: Services;
  readonly prepared: Prepared;
  readonly signal: AbortSignal;
}

/** The payload to send; `undefined`: the merge was stopped, or came to nothing, and the user knows. */
export type Decision = PayloadDocument | undefined;
