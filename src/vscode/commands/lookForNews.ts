import type { Target } from '../../core/graph/target';
import type { Account } from '../../core/ports';
import { checkForNews } from '../../core/send/checkForNews';
import type { Services } from '../services';

/** Looks once whether the server has changed since the base was read; what is new is kept beside the base. */
export async function lookForNews(
  services: Services,
  target: Target,
  account: Account,
  signal: AbortSignal,
): Promise<void> {
  const client = await services.connect(target.cloud, undefined, { account });
  const plan = { target, ifMatch: { kind: 'auto' }, options: {} } as const;
  await checkForNews({ client, bases: services.bases, clock: services.clock }, plan, signal);
}
