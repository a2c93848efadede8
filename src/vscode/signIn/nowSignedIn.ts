import type { Services } from '../services';

/** Says that somebody is signed in now. */
export function nowSignedIn({ flow, steps }: Services): void {
  flow.notifyChange();
  steps.done('hasSignedIn');
}
