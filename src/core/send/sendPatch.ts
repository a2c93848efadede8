import { changedPaths } from '../graph/appointment';
import { updateAppointmentRequest } from '../graph/requests';
import type { PayloadDocument } from '../payload/model';
import type { Base } from './base';
import { chooseCondition, type Chosen } from './condition';
import { readFromServer, type SendParts } from './fetchAppointment';
import { interpretWrite, interpretWriteFailure } from './interpret';
import type { ServerChanges } from './outcome';
import { type OutgoingBody, outgoingBody } from './outgoingBody';
import type { Plan } from './plan';
import { readBack } from './readBack';
import { callFacts, requestFacts, type SendRecord } from './record';

/**
 * Sends a payload as a PATCH, once, and finds out what became of it. After a 204 the appointment is read again, since
 * its tag is spent; after a 412 it is read to tell what changed. A write is never repeated here.
 *
 * @param document a payload without findings that are errors
 */
export async function sendPatch(
  parts: SendParts,
  plan: Plan,
  document: PayloadDocument,
  signal?: AbortSignal,
): Promise<SendRecord> {
  const body = outgoingBody(document);
  const chosen = await chooseCondition(parts, plan, signal);
  const etag = chosen.kind === 'go' ? chosen.etag : null;
  const request = updateAppointmentRequest(plan.target, body.text, etag, plan.options);
  const facts = requestFacts(parts.client, request, { condition: chosen.condition, ...body });
  if (chosen.kind === 'stop') {
    return { request: facts, call: chosen.call, outcome: chosen.outcome, etagNow: null };
  }

  const exchange = await parts.client.call(request, signal);
  const { result } = exchange;
  const verdict =
    result.kind === 'reply' ? interpretWrite(result.reply) : interpretWriteFailure(result.failure);
  const settled = await settle(parts, plan, body, chosen, verdict, signal);
  return { request: facts, call: callFacts(exchange), ...settled };
}

type Settled = Pick<SendRecord, 'outcome' | 'etagNow'>;

async function settle(
  parts: SendParts,
  plan: Plan,
  body: OutgoingBody,
  chosen: Chosen,
  verdict: ReturnType<typeof interpretWrite>,
  signal: AbortSignal | undefined,
): Promise<Settled> {
  switch (verdict.kind) {
    case 'applied': {
      const { key, base } = chosen;
      const after = await readBack(parts, plan, { key, base, sent: body.value }, signal);
      return { outcome: { kind: 'updated', created: false, readBack: after.readBack }, etagNow: after.etag };
    }
    case 'preconditionFailed':
      return await settleConflict(parts, plan, chosen, signal);
    default:
      return { outcome: verdict, etagNow: null };
  }
}

/** Nothing was written. What the server has now is kept beside the base, so that the next send meets it again. */
async function settleConflict(
  parts: SendParts,
  plan: Plan,
  { key, base, etag }: Chosen,
  signal: AbortSignal | undefined,
): Promise<Settled> {
  const { result } = await readFromServer(parts, plan, signal);
  const theirs = result.kind === 'read' ? result.base : undefined;
  if (base !== undefined) {
    const news = theirs ?? parts.bases.get(key)?.theirs;
    await parts.bases.set(key, { base, ...(news !== undefined && { theirs: news }) });
  }
  const changes: ServerChanges =
    result.kind === 'notFound' ? { kind: 'deleted' } : changesSince(etag, base, theirs);
  return { outcome: { kind: 'conflict', changes }, etagNow: theirs?.etag ?? null };
}

function changesSince(
  etagSent: string | null,
  base: Base | undefined,
  theirs: Base | undefined,
): ServerChanges {
  if (theirs === undefined) return { kind: 'unread' };
  const { etag } = theirs;
  if (etag !== null && etag === `W/${etagSent ?? ''}`) return { kind: 'weakTagMeant', tag: etag };
  if (etag !== null && etag === etagSent) return { kind: 'sameTag' };
  if (base === undefined) return { kind: 'noBase' };
  return { kind: 'since', readAt: base.readAt, paths: changedPaths(base.appointment, theirs.appointment) };
}
