import { updateAppointmentRequest } from '../graph/requests';
import { targetKey } from '../graph/target';
import type { PayloadDocument } from '../payload/model';
import { text as say } from '../text';
import type { Base, KnownAppointment } from './base';
import type { Chosen } from './condition';
import { type FetchRecord, readFromServer, type SendParts } from './fetchAppointment';
import { outgoingBody } from './outgoingBody';
import type { Plan } from './plan';
import { type Condition, requestFacts, type SendRecord } from './record';

/** What the server has now, read for a send that is conditional on exactly that. */
export interface Theirs {
  readonly kind: 'theirs';
  readonly theirs: Base & { readonly etag: string };
  readonly key: string;
  readonly stored: KnownAppointment | undefined;
}

/** Reads what the server has. Without it, or without a tag, the send ends here, and `record` says why. */
export async function readTheirs(
  parts: SendParts,
  plan: Plan,
  document: PayloadDocument,
  condition: Condition,
  signal: AbortSignal | undefined,
): Promise<Theirs | { readonly kind: 'ended'; readonly record: SendRecord }> {
  const read = await readFromServer(parts, plan, signal);
  const { result, call } = read;
  if (result.kind === 'read' && result.base.etag !== null && call.account !== undefined) {
    const { etag } = result.base;
    const key = targetKey(plan.target, call.account.id);
    return { kind: 'theirs', theirs: { ...result.base, etag }, key, stored: parts.bases.get(key) };
  }
  const body = outgoingBody(document);
  const request = updateAppointmentRequest(plan.target, body.text, null, plan.options);
  const facts = requestFacts(parts.client, request, { condition, ...body });
  return { kind: 'ended', record: { request: facts, call, outcome: whyNot(result), etagNow: null } };
}

/** The condition of a send on what was just read. */
export function onTheirs({ theirs, key, stored }: Theirs, condition: Condition): Chosen {
  return { kind: 'go', condition, etag: theirs.etag, base: theirs, stored, key };
}

function whyNot(result: FetchRecord['result']): SendRecord['outcome'] {
  if (result.kind !== 'read') return result;
  const reason = say(
    'The server gave no tag, so nothing can be sent on the condition that it is still the same.',
  );
  return { kind: 'invalid', reason };
}
