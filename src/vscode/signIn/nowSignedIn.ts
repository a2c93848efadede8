import type { Services } from '../services';
import { stepDone } from '../steps';

/** Says that somebody is signed in now. */
export function nowSignedIn({ flow }: Services): void {
  flow.notifyChange();
  stepDone('hasSignedIn');
}
