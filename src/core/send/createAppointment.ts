import { createAppointmentRequest } from '../graph/requests';
import { targetKey } from '../graph/target';
import type { PayloadDocument } from '../payload/model';
import { text as say } from '../text';
import { type FetchRecord, readFromServer, type SendParts } from './fetchAppointment';
import { interpretWrite, interpretWriteFailure } from './interpret';
import { resolveLostAnswer } from './lostAnswer';
import { outgoingBody } from './outgoingBody';
import type { Plan } from './plan';
import { readBack } from './readBack';
import { callFacts, requestFacts, type SendRecord } from './record';

/**
 * Creates the appointment of a meeting with a PUT of the payload, once, and reads it to get its tag. PUT has no
 * condition that Graph documents, so the appointment is read first: one that exists is not replaced.
 *
 * @param document a payload without findings that are errors
 */
export async function createAppointment(
  parts: SendParts,
  plan: Plan,
  document: PayloadDocument,
  signal?: AbortSignal,
): Promise<SendRecord> {
  const body = outgoingBody(document);
  const request = createAppointmentRequest(plan.target, body.text, plan.options);
  const facts = requestFacts(parts.client, request, { condition: 'create', ...body });
  const before = await readFromServer(parts, plan, signal);
  if (before.result.kind !== 'notFound' || before.call.account === undefined) {
    return { request: facts, call: before.call, ...refusal(before.result) };
  }

  const key = targetKey(plan.target, before.call.account.id);
  const exchange = await parts.client.call(request, signal);
  const { result } = exchange;
  const call = callFacts(exchange);
  const verdict =
    result.kind === 'reply' ? interpretWrite(result.reply) : interpretWriteFailure(result.failure);
  const written = { key, base: undefined, stored: undefined, sent: body.value };
  switch (verdict.kind) {
    case 'applied': {
      const after = await readBack(parts, plan, written, signal);
      const outcome = {
        kind: 'updated',
        created: call.reply?.status === 201,
        readBack: after.readBack,
      } as const;
      return { request: facts, call, outcome, etagNow: after.etag };
    }
    case 'preconditionFailed':
      return {
        request: facts,
        call,
        outcome: { kind: 'conflict', changes: { kind: 'noBase' } },
        etagNow: null,
      };
    case 'unknown': {
      const lost = { ...written, etag: null, creates: true };
      const settled = await resolveLostAnswer(parts, plan, lost, verdict.why, signal);
      return { request: facts, call, ...settled };
    }
    case 'notFound':
      return { request: facts, call, outcome: { kind: 'notFound', missing: 'meeting' }, etagNow: null };
    default:
      return { request: facts, call, outcome: verdict, etagNow: null };
  }
}

/** Why nothing is created, when there is an appointment already or nobody knows. */
function refusal(found: FetchRecord['result']): Pick<SendRecord, 'outcome' | 'etagNow'> {
  if (found.kind !== 'read') return { outcome: found, etagNow: null };
  const reason = say('The meeting has an appointment already, so none was created.');
  const next = say('Send the payload to change it.');
  return { outcome: { kind: 'invalid', reason, next }, etagNow: found.base.etag };
}
