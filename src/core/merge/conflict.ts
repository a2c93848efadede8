import type { Appointment } from '../graph/appointment';
import { isSameValue } from '../graph/appointment';

export type Side = 'mine' | 'theirs';

/** A place that both sides have changed, each to something else. Its values are for the editor, never for a report. */
export interface MergeConflict {
  /** Such as `appointmentClients[1].displayName`. */
  readonly path: string;
  /** Whose list the index in `path` counts in: the server's for a person who is not in the file any more. */
  readonly countedIn: Side;
  /** `undefined`: not there, or, where nothing was read before, not known. */
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/** The user's answer to a conflict; `undefined`: none so far. */
export type Choose = (conflict: MergeConflict) => Side | undefined;

/** Stands for the value of a base that there is not. */
export const NOT_KNOWN = Symbol('not known');

/** The three values of one place. */
export interface Three<Value = unknown> {
  readonly base: Value | typeof NOT_KNOWN;
  readonly mine: Value;
  readonly theirs: Value;
}

export type Place = Pick<MergeConflict, 'path' | 'countedIn'>;

/** Decides place by place, and keeps what could not be decided. */
export class Decisions {
  readonly conflicts: MergeConflict[] = [];
  readonly #choose: Choose;

  constructor(choose: Choose) {
    this.#choose = choose;
  }

  /** Whose value counts: the one of the side that has changed it, and mine where neither has. */
  decide(place: Place, { base, mine, theirs }: Three): Side {
    if (isSameValue(mine, theirs)) return 'mine';
    if (base !== NOT_KNOWN) {
      if (isSameValue(mine, base)) return 'theirs';
      if (isSameValue(theirs, base)) return 'mine';
    }
    return this.collide(place, { base, mine, theirs });
  }

  /** Both have changed it: mine counts until the user has chosen. */
  collide(place: Place, { base, mine, theirs }: Three): Side {
    const conflict = { ...place, base: base === NOT_KNOWN ? undefined : base, mine, theirs };
    const chosen = this.#choose(conflict);
    if (chosen === undefined) this.conflicts.push(conflict);
    return chosen ?? 'mine';
  }
}

/** What a merge came to. */
export interface Merge {
  /** The body to send now: the properties of the file, with merged values. */
  readonly merged: Appointment;
  /** Empty: nothing is left to decide. Until then, `merged` has mine in these places. */
  readonly conflicts: readonly MergeConflict[];
  /**
   * What `merged` has from the server, by path. Indexes count in `merged`; a person who has gone from the file because
   * the server has removed them is named by the index in the file.
   */
  readonly taken: readonly string[];
}
