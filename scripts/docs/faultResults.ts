/** What test/http/faults writes, and docs/faults.md is made from. */
export interface FaultResults {
  readonly operations: readonly string[];
  readonly rows: readonly FaultResultRow[];
  /** What reports say, each line by itself: title, meaning, next steps. */
  readonly words: readonly string[];
}

export interface FaultResultRow {
  readonly group: string;
  readonly fault: string;
  /** By operation. */
  readonly cells: Readonly<Record<string, FaultCell>>;
}

export interface FaultCell {
  readonly outcome: string;
  readonly requests: string;
  readonly waits: string;
  readonly base: string;
  readonly appointment: string;
  /** The place in the list of words. */
  readonly words: number;
}
