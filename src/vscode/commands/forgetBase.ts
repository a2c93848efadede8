import { Uri } from 'vscode';
import { isRecord } from '../../core/graph/reply';
import { readConfig } from '../config';
import { notify } from '../notify';
import type { Services } from '../services';
import { say } from '../translate';
import { prepare } from './prepare';
import type { Handler } from './runCommand';

/**
 * Forget What Was Read: the next send reads the appointment first, as if it had never been fetched. Works signed out
 * too: what was read stays here longer than a token lasts. Of the view's items it forgets what they stand for, whatever
 * their file says by now.
 */
export const forgetBase: Handler = async (services, argument) => {
  const wasKnown = await forget(services, argument);
  if (wasKnown === undefined) return;
  notify(
    'information',
    wasKnown
      ? readConfig(argument instanceof Uri ? argument : undefined).ifMatch === 'require'
        ? say('Forgotten. Fetch the appointment before the next send: that needs its tag.')
        : say('Forgotten. The next send reads the appointment first.')
      : say('Nothing is stored about this appointment.'),
  );
};

/** `undefined`: it is not known which; the user has been told why. */
async function forget(services: Services, argument: unknown): Promise<boolean | undefined> {
  const { bases } = services;
  const key = isRecord(argument) ? argument['key'] : undefined;
  if (typeof key === 'string') {
    const wasKnown = bases.get(key) !== undefined;
    await bases.delete(key);
    return wasKnown;
  }
  const prepared = await prepare(services, argument, 'read');
  return prepared && (await bases.forgetTarget(prepared.plan.target));
}
