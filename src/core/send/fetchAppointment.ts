import type { GraphClient } from '../graph/graphClient';
import { readAppointment } from '../graph/appointment';
import { readAppointmentRequest } from '../graph/requests';
import { targetKey } from '../graph/target';
import type { Clock } from '../ports';
import type { Base, BaseStore } from './base';
import type { Plan } from './plan';
import { read, type ReadRecord } from './read';

export interface SendParts {
  readonly client: GraphClient;
  readonly bases: BaseStore;
  readonly clock: Clock;
  /** `false`: a success is believed without reading the appointment again; its tag is then not known. */
  readonly readsBack?: boolean;
}

export type FetchRecord = ReadRecord<{ readonly kind: 'read'; readonly base: Base }>;

/** Reads an appointment because the user asked for it: it becomes the base, replacing what was known. */
export async function fetchAppointment(
  parts: SendParts,
  plan: Plan,
  signal?: AbortSignal,
): Promise<FetchRecord> {
  const record = await readFromServer(parts, plan, signal);
  if (record.result.kind === 'read' && record.call.account !== undefined) {
    await parts.bases.set(targetKey(plan.target, record.call.account.id), { base: record.result.base });
  }
  return record;
}

/** Reads an appointment and stores nothing. */
export async function readFromServer(
  { client, clock }: Omit<SendParts, 'bases'>,
  plan: Plan,
  signal?: AbortSignal,
): Promise<FetchRecord> {
  return await read(client, readAppointmentRequest(plan.target, plan.options), signal, (reply) => {
    const found = readAppointment(reply);
    return found && { kind: 'read', base: { ...found, readAt: clock.now() } };
  });
}
