import type { Action } from '../notify';
import { guard } from '../commands/runCommand';
import type { Services } from '../services';
import { say } from '../translate';

/** The button that leads to the results. */
export function showResults(services: Services): Action {
  return {
    title: say('Show Results'),
    run: () =>
      guard(services, 'Show Results', async () => {
        await (await services.bulk()).results.reveal();
      }),
  };
}
