import { realEndpoint } from '../../core/graph/clouds';
import type { GraphRequest } from '../../core/graph/requests';
import { targetKey } from '../../core/graph/target';
import { type KnownAppointment, usableTag } from '../../core/send/base';
import { plannedRequest } from '../../core/send/plannedRequest';
import { readerOf } from '../payloads';
import type { Services } from '../services';
import type { Prepared } from './prepare';

/** The request that a send would make now, and where it would go. Starts no emulator and asks for no sign-in. */
export async function planned(
  services: Services,
  { plan, analysis, document }: Prepared,
): Promise<{
  readonly root: string;
  readonly request: GraphRequest;
  readonly known: KnownAppointment | undefined;
}> {
  const { bases, emulator } = services;
  const { target } = plan;
  const isStopped = target.cloud === 'emulator' && !emulator.isRunning;
  const account = await services.accountOf(target.cloud);
  const stored =
    account === undefined ? undefined : bases.getFor(readerOf(document), targetKey(target, account.id));
  const root =
    target.cloud !== 'emulator'
      ? realEndpoint(target.cloud).root
      : isStopped
        ? 'http://127.0.0.1:<port>'
        : (await emulator.endpoint()).root;
  return { root, request: plannedRequest(plan, analysis.payload, usableTag(stored)), known: stored };
}
