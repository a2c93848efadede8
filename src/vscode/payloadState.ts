import type { TextDocument } from 'vscode';
import type { CloudName } from '../core/graph/clouds';
import { type Target, targetKey } from '../core/graph/target';
import type { LintContext } from '../core/lint/rule';
import { readDirectives } from '../core/payload/directives';
import { type KnownAppointment, usableTag } from '../core/send/base';
import { planRequest } from '../core/send/plan';
import type { Account } from '../core/ports';
import { readConfig } from './config';
import { payloadOf, readerOf } from './payloads';
import type { Services } from './services';

/** What is known about a payload beyond its text: where it goes, as whom, and what was read there. */
export interface PayloadState {
  readonly cloud: CloudName;
  /** Missing while the file names no meeting that can be used. */
  readonly target: Target | undefined;
  readonly account: Account | undefined;
  readonly known: KnownAppointment | undefined;
}

/**
 * Asks nobody and starts nothing.
 *
 * @param chosen the target, where it is known from elsewhere
 */
export async function payloadState(
  { accountOf, bases }: Pick<Services, 'accountOf' | 'bases'>,
  document: TextDocument,
  chosen?: Target,
): Promise<PayloadState> {
  const { cloud, user, acceptLanguage } = readConfig(document.uri);
  const directives = readDirectives(payloadOf(document));
  // A tag that is being written does not change which appointment is meant.
  const options = { ifMatch: { kind: 'auto' } } as const;
  const result = planRequest(directives, options, { cloud, user, acceptLanguage, ifMatch: 'auto' });
  const target = chosen ?? (result.kind === 'plan' ? result.plan.target : undefined);
  const account = await accountOf(cloud);
  const known =
    target === undefined || account === undefined
      ? undefined
      : bases.getFor(readerOf(document), targetKey(target, account.id));
  return { cloud, target, account, known };
}

/** What the rules may use of it. */
export function lintContext({ cloud, known }: PayloadState): LintContext {
  const tag = usableTag(known);
  const clients = known?.base.appointment['appointmentClients'];
  return {
    cloud,
    ...(tag !== null && { knownTag: tag }),
    ...(Array.isArray(clients) && { baseClients: clients as readonly unknown[] }),
  };
}
