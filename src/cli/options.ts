import type { CloudName } from '../core/graph/clouds';
import type { Side } from '../core/merge/conflict';

export type Format = 'text' | 'json';

/** The options of every command that talks to Graph. */
export interface TargetOptions {
  readonly cloud: CloudName;
  readonly endpoint?: string;
  readonly user?: string;
  readonly meeting?: string;
  readonly acceptLanguage?: string;
}

export interface ConnectionOptions extends TargetOptions {
  /** Seconds. */
  readonly timeout: number;
  readonly tokenStdin?: true;
  readonly quiet?: true;
  readonly verbose?: true;
}

export const CONFLICT_MODES = ['fail', 'merge', 'overwrite'] as const;

/** What to do when somebody else was faster. */
export type ConflictMode = (typeof CONFLICT_MODES)[number];

export const SIDES = ['mine', 'theirs'] as const satisfies readonly Side[];
