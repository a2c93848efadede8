import { notify } from '../notify';
import { say } from '../translate';
import { prepare } from './prepare';
import type { Handler } from './runCommand';

/**
 * Forget What Was Read: the next send reads the appointment first, as if it had never been fetched. Works signed out
 * too: what was read stays here longer than a token lasts.
 */
export const forgetBase: Handler = async (services, uri) => {
  const prepared = await prepare(services, uri, 'read');
  if (prepared === undefined) return;
  const wasKnown = await services.bases.forgetTarget(prepared.plan.target);
  notify(
    'information',
    wasKnown
      ? say('Forgotten. The next send reads the appointment first.')
      : say('Nothing is stored about this appointment.'),
  );
};
