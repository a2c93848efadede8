import { reachedIn } from '../../core/bulk/journal';
import type { InterruptedRun } from '../../node/keptRuns';
import type { Services } from '../services';
import { type FileResult, reachedResult } from './fileResult';
import { merged } from './results';

/**
 * Shows how far an interrupted run has come with each file: Retry Failed goes on with it then.
 *
 * @param before what is known already: of other files, and more than the journal says of these
 */
export async function showInterrupted(
  services: Services,
  run: InterruptedRun,
  before: readonly FileResult[],
): Promise<void> {
  const reached = reachedIn(run.entries);
  const now = run.facts.files.map(({ name }) => reachedResult(name, reached(name)));
  (await services.bulk()).results.restore(merged(before, now), run);
}
