import type { Appointment } from '../graph/appointment';
import { isRecord } from '../graph/reply';
import type { PlannedChanges } from './previewChanges';

/** The body without what the server has already: sending it comes to the same. Clients are not listed one by one. */
export function withoutUnchanged(
  body: Appointment,
  { unchanged }: Pick<PlannedChanges, 'unchanged'>,
): Appointment {
  const paths = new Set(unchanged);
  const kept = (value: Appointment, parent: string): Appointment =>
    Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => !paths.has(parent + name))
        .map(([name, each]) => [name, isRecord(each) ? kept(each, `${parent}${name}.`) : each]),
    );
  return kept(body, '');
}
