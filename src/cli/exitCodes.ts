import type { OutcomeKind } from '../core/send/outcome';

/** Wrong use, or a file that cannot be read. */
export const USAGE = 2;

/** The exit codes are a contract with scripts: they never change. */
export const EXIT_CODES: Readonly<Record<OutcomeKind, number>> = {
  updated: 0,
  invalid: 1,
  conflict: 3,
  rejected: 4,
  forbidden: 4,
  notFound: 4,
  retired: 4,
  throttled: 4,
  unreachable: 5,
  unknown: 5,
  notApplied: 5,
  signInNeeded: 6,
  cancelled: 130,
};

/** An error in vappt itself; sysexits.h calls it EX_SOFTWARE. It must not look like an outcome. */
export const BUG = 70;

/** The result could not be written to standard output; sysexits.h calls it EX_IOERR. What was sent may be saved. */
export const OUTPUT_LOST = 74;

/** The command line cannot be carried out as it is written. Nothing was sent. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** By name: the bundles hold a copy of the class each, and `instanceof` would miss the other's. */
export function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && error.name === 'UsageError';
}
