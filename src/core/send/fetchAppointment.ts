import type { GraphClient } from '../graph/graphClient';
import { readAppointment } from '../graph/appointment';
import { readAppointmentRequest } from '../graph/requests';
import { targetKey } from '../graph/target';
import type { Clock } from '../ports';
import type { Base, BaseStore } from './base';
import { interpretRead, interpretReadFailure } from './interpret';
import type { ReadFailure } from './outcome';
import type { Plan } from './plan';
import { type CallFacts, callFacts, type RequestFacts, requestFacts } from './record';

export interface SendParts {
  readonly client: GraphClient;
  readonly bases: BaseStore;
  readonly clock: Clock;
}

export type ReadResult = { readonly kind: 'read'; readonly base: Base } | ReadFailure;

export interface FetchRecord {
  readonly request: RequestFacts;
  readonly call: CallFacts;
  readonly result: ReadResult;
}

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
  const request = readAppointmentRequest(plan.target, plan.options);
  const exchange = await client.call(request, signal);
  const { result } = exchange;
  return {
    request: requestFacts(client, request, { condition: 'read', bytes: 0, properties: [] }),
    call: callFacts(exchange),
    result:
      result.kind === 'failure'
        ? interpretReadFailure(result.failure)
        : toReadResult(result.reply, clock.now()),
  };
}

function toReadResult(reply: Parameters<typeof interpretRead>[0], readAt: number): ReadResult {
  const failure = interpretRead(reply);
  if (failure !== undefined) return failure;
  const read = readAppointment(reply);
  if (read === undefined) return { kind: 'unreachable', why: { kind: 'readFailed', reply } };
  return { kind: 'read', base: { ...read, readAt } };
}
