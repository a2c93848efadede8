import { targetKey } from '../../core/graph/target';
import { notify } from '../notify';
import { say } from '../translate';
import { prepare } from './prepare';
import type { Handler } from './runCommand';

/** Forget What Was Read: the next send reads the appointment first, as if it had never been fetched. */
export const forgetBase: Handler = async (services, uri) => {
  const prepared = await prepare(services, uri, 'read');
  if (prepared === undefined) return;
  const { target } = prepared.plan;
  const account = await services.accountOf(target.cloud);
  const key = account === undefined ? undefined : targetKey(target, account.id);
  if (key === undefined || services.bases.get(key) === undefined) {
    notify('information', say('Nothing is stored about this appointment.'));
    return;
  }
  await services.bases.delete(key);
  notify('information', say('Forgotten. The next send reads the appointment first.'));
};
