import { applyPatch, changedPaths } from '../graph/appointment';
import { updateAppointmentRequest } from '../graph/requests';
import type { PayloadDocument } from '../payload/model';
import type { Base } from './base';
import { chooseCondition, type Chosen } from './condition';
import { readFromServer, type SendParts } from './fetchAppointment';
import { interpretWrite, interpretWriteFailure } from './interpret';
import { resolveLostAnswer } from './lostAnswer';
import type { ServerChanges } from './outcome';
import { type OutgoingBody, outgoingBody } from './outgoingBody';
import type { Plan } from './plan';
import { keepNews, readBack, type Written } from './readBack';
import { callFacts, requestFacts, type SendRecord } from './record';

/**
 * Sends a payload as a PATCH, once, and finds out what became of it. After a 204 the appointment is read again, since
 * its tag is spent; after a 412 it is read to tell what changed, and after a lost answer to tell whether it was
 * applied. A write is never repeated here.
 *
 * @param document a payload without findings that are errors
 */
export async function sendPatch(
  parts: SendParts,
  plan: Plan,
  document: PayloadDocument,
  signal?: AbortSignal,
): Promise<SendRecord> {
  const chosen = await chooseCondition(parts, plan, signal);
  if (chosen.kind === 'go') return await sendOn(chosen, parts, plan, document, signal);
  const body = outgoingBody(document);
  const request = updateAppointmentRequest(plan.target, body.text, null, plan.options);
  const facts = requestFacts(parts.client, request, { condition: chosen.condition, ...body });
  return { request: facts, call: chosen.call, outcome: chosen.outcome, etagNow: null };
}

/** Sends a payload on a condition that is chosen already. */
export async function sendOn(
  chosen: Chosen,
  parts: SendParts,
  plan: Plan,
  document: PayloadDocument,
  signal: AbortSignal | undefined,
): Promise<SendRecord> {
  const body = outgoingBody(document);
  const { condition, etag } = chosen;
  const request = updateAppointmentRequest(plan.target, body.text, etag, plan.options);
  const facts = requestFacts(parts.client, request, { condition, ...body });
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
  const written = { ...chosen, sent: body.value };
  switch (verdict.kind) {
    case 'applied': {
      const after = await readBack(parts, plan, written, signal);
      return { outcome: { kind: 'updated', created: false, readBack: after.readBack }, etagNow: after.etag };
    }
    case 'preconditionFailed':
      return await settleConflict(parts, plan, written, signal);
    case 'unknown':
      return await resolveLostAnswer(parts, plan, { ...written, creates: false }, verdict.why, signal);
    default:
      return { outcome: verdict, etagNow: null };
  }
}

/** Nothing was written. What the server has now is kept beside the base, so that the next send meets it again. */
async function settleConflict(
  parts: SendParts,
  plan: Plan,
  written: Written & Pick<Chosen, 'etag'>,
  signal: AbortSignal | undefined,
): Promise<Settled> {
  const { result } = await readFromServer(parts, plan, signal);
  const theirs = result.kind === 'read' ? result.base : undefined;
  await keepNews(parts, written, theirs);
  const changes: ServerChanges =
    result.kind === 'notFound' ? { kind: 'deleted' } : changesSince(written, theirs);
  return { outcome: { kind: 'conflict', changes }, etagNow: theirs?.etag ?? null };
}

function changesSince(
  { etag: etagSent, base, sent }: Written & Pick<Chosen, 'etag'>,
  theirs: Base | undefined,
): ServerChanges {
  if (theirs === undefined) return { kind: 'unread' };
  const { etag } = theirs;
  if (etag !== null && etag === `W/${etagSent ?? ''}`) return { kind: 'weakTagMeant', tag: etag };
  if (etag !== null && etag === etagSent) return { kind: 'sameTag' };
  if (base === undefined) return { kind: 'noBase' };
  const paths = changedPaths(base.appointment, theirs.appointment);
  const expected = applyPatch(base.appointment, sent);
  const isAsSent = paths.length > 0 && changedPaths(expected, theirs.appointment).length === 0;
  return { kind: isAsSent ? 'asSent' : 'since', readAt: base.readAt, paths };
}
