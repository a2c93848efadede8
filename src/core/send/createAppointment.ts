import { isCallFailure } from '../errors';
import { createAppointmentRequest } from '../graph/requests';
import { targetKey } from '../graph/target';
import type { PayloadDocument } from '../payload/model';
import type { SendParts } from './fetchAppointment';
import { interpretReadFailure, interpretWrite, interpretWriteFailure } from './interpret';
import { outgoingBody } from './outgoingBody';
import type { Plan } from './plan';
import { readBack } from './readBack';
import { callFacts, NO_CALL, requestFacts, type SendRecord } from './record';

/**
 * Creates the appointment of a meeting with a PUT of the payload, once, and reads it to get its tag.
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
  let key: string;
  try {
    key = targetKey(plan.target, (await parts.client.account(signal)).id);
  } catch (failure) {
    if (!isCallFailure(failure)) throw failure;
    return { request: facts, call: NO_CALL, outcome: interpretReadFailure(failure), etagNow: null };
  }

  const exchange = await parts.client.call(request, signal);
  const { result } = exchange;
  const call = callFacts(exchange);
  const verdict =
    result.kind === 'reply' ? interpretWrite(result.reply) : interpretWriteFailure(result.failure);
  switch (verdict.kind) {
    case 'applied': {
      const after = await readBack(parts, plan, { key, base: undefined, sent: body.value }, signal);
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
    default:
      return { request: facts, call, outcome: verdict, etagNow: null };
  }
}
