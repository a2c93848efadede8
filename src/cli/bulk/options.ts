import type { IfMatch } from '../../core/graph/ifMatch';
import type { Side } from '../../core/merge/conflict';
import type { ConflictMode, ConnectionOptions } from '../options';

export type BulkFormat = 'text' | 'json' | 'junit';

/** What `send` takes for several files. */
export interface BulkSendOptions extends ConnectionOptions {
  readonly format: BulkFormat;
  readonly ifMatch?: IfMatch;
  readonly allowInvalid?: true;
  /** Sends the others where some cannot be sent. */
  readonly skipInvalid?: true;
  readonly concurrency?: number;
  readonly batch?: true;
  readonly journal?: string;
  readonly resume?: true;
  /** Folders, with a file for each appointment. */
  readonly base?: string;
  readonly saveBase?: string;
  readonly onConflict?: ConflictMode;
  readonly write?: true;
  readonly prefer?: Side;
}

/** Without `--concurrency`. Graph publishes no limit for this resource; a few at a time hide the network's latency. */
export const DEFAULT_CONCURRENCY = 4;
