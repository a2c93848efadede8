import { reachedIn } from '../../core/bulk/journal';
import type { InterruptedRun, LeftRun } from '../../node/keptRuns';
import { showInterrupted } from '../bulk/interrupted';
import { placeName } from '../bulk/placeName';
import { showResults } from '../bulk/showResults';
import { notify } from '../notify';
import type { Services } from '../services';
import { say } from '../translate';
import { resumeRun } from './resumeRun';
import { guard } from './runCommand';
import { oneRun } from './sendAll';

/** Shows the results that an earlier window has left, and offers to go on with what was interrupted: once. */
export async function takeUp(services: Services): Promise<void> {
  const bulk = await services.bulk();
  const stored = await bulk.stored();
  if (stored.length > 0) bulk.results.restore(stored);
  for (const run of await bulk.runs.left(bulk.since)) {
    if (run.kind === 'unreadable') {
      offerDiscard(services, run);
      continue;
    }
    await showInterrupted(services, run, bulk.results.all);
    const done = doneIn(run);
    if (done < run.facts.files.length) offer(services, run, done);
    else {
      // It came to its end, and the window ended before that was written down.
      await bulk.results.show(bulk.results.all);
      await bulk.runs.discard(run.id);
    }
  }
}

function doneIn({ entries, facts }: InterruptedRun): number {
  const reached = reachedIn(entries);
  return facts.files.filter(({ name }) => {
    const state = reached(name);
    return state.kind === 'ended' && state.isCertain;
  }).length;
}

function offer(services: Services, run: InterruptedRun, done: number): void {
  const { cloud, files } = run.facts;
  const args = { count: files.length, where: placeName(cloud), done };
  const resume = say('Resume');
  notify('warning', say('A send of {count} files to {where} was interrupted: {done} are done.', args), [
    {
      title: resume,
      run: () => guard(services, resume, () => oneRun(services, () => resumeRun(services, run))),
    },
    showResults(services),
    discardStep(services, run),
  ]);
}

function offerDiscard(services: Services, run: LeftRun): void {
  notify(
    'warning',
    say(
      'A send of many files was interrupted, and its journal cannot be read: what was sent cannot be told.',
    ),
    [discardStep(services, run)],
  );
}

function discardStep(services: Services, { id }: LeftRun): { title: string; run: () => Promise<void> } {
  const title = say('Discard');
  return {
    title,
    run: () =>
      guard(services, title, async () => {
        const { runs, results } = await services.bulk();
        await runs.discard(id);
        if (results.interrupted?.id === id) await results.show([]);
      }),
  };
}
