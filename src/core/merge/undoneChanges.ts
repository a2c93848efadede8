import { type Appointment, changedPaths } from '../graph/appointment';
import { mergePayload } from './mergePayload';

/**
 * The properties in which a payload would undo what others have changed: the server has something else there than when
 * the payload was made, and something else than the payload says. Names of top-level properties, each once.
 *
 * @param base the appointment as it was when the payload was made
 * @param mine the body of the payload
 * @param theirs the appointment as it is on the server now
 */
export function undoneChanges(base: Appointment, mine: Appointment, theirs: Appointment): string[] {
  const { taken, conflicts, merged } = mergePayload({ base, mine, theirs });
  // People in another order are nothing that is taken.
  const paths = [...taken, ...conflicts.map(({ path }) => path), ...changedPaths(mine, merged)];
  return [...new Set(paths.map((path) => path.replace(/[.[].*$/s, '')))];
}
