import { applyPatch, changedPaths } from '../graph/appointment';
import { updateAppointmentRequest } from '../graph/requests';
import { targetKey } from '../graph/target';
import type { PayloadDocument } from '../payload/model';
import { personalValues } from '../payload/personalValues';
import { readFromServer, type SendParts } from '../send/fetchAppointment';
import type { SendOutcome, UnknownReason } from '../send/outcome';
import { outgoingBody } from '../send/outgoingBody';
import type { Plan } from '../send/plan';
import { moveBase } from '../send/readBack';
import { NO_CALL, type RequestFacts, requestFacts, type SendRecord } from '../send/record';
import { sendPatch } from '../send/sendPatch';
import type { BulkJob, JobResult } from './job';
import type { Earlier } from './journal';

type Doubt = Extract<Earlier, { kind: 'doubt' }>;

/** Does what is left to be done with one file. */
export async function sendJob(parts: SendParts, job: BulkJob): Promise<JobResult> {
  const { earlier, plan } = job;
  if (earlier?.kind === 'certain') return { kind: 'earlier', entry: earlier.entry };
  const loaded = await job.load();
  if (loaded.kind === 'unreadable') return loaded;
  const { document, around } = loaded;
  const send = async (own: SendParts): Promise<SendRecord> =>
    earlier === undefined
      ? await sendPatch(own, plan, document)
      : await settleDoubt(own, plan, document, earlier);
  if (around === undefined) {
    return { kind: 'sent', record: await send(parts), personal: personalValues(document) };
  }
  const { record, document: sent, bodyHash } = await around(parts, send);
  const personal = [...personalValues(document), ...personalValues(sent)];
  return { kind: 'sent', record, personal, ...(bodyHash !== undefined && { bodyHash }) };
}

/** An earlier run may have sent it: reads what the server has, and sends only what is not there. */
async function settleDoubt(
  parts: SendParts,
  plan: Plan,
  document: PayloadDocument,
  { etagSent, overtaken }: Doubt,
): Promise<SendRecord> {
  const { result, call } = await readFromServer(parts, plan);
  const settled = (outcome: SendOutcome, etagNow: string | null): SendRecord => ({
    request: factsOf(parts, plan, document, etagSent),
    call: { ...NO_CALL, account: call.account },
    outcome,
    etagNow,
  });
  if (result.kind === 'read') {
    const { appointment, etag } = result.base;
    const sent = outgoingBody(document).value;
    if (changedPaths(appointment, applyPatch(appointment, sent)).length === 0) {
      const key = targetKey(plan.target, call.account?.id ?? '');
      const stored = parts.bases.get(key);
      const { readBack } = await moveBase(parts, { key, base: stored?.base, stored, sent }, result.base);
      return settled({ kind: 'updated', created: false, readBack, lostAnswer: STOPPED }, etag);
    }
    if (overtaken) return settled({ kind: 'unknown', why: STOPPED, readAgain: 'other' }, etag);
  } else if (result.kind !== 'notFound') {
    return settled({ kind: 'unknown', why: STOPPED, readAgain: 'failed' }, null);
  }
  // On the tag that was sent before: if that send was applied, or somebody else came, the server says so.
  const isTag = etagSent !== null && etagSent !== '*';
  return await sendPatch(
    parts,
    isTag ? { ...plan, ifMatch: { kind: 'tag', tag: etagSent } } : plan,
    document,
  );
}

/** Why nobody knows: the run ended before the answer came. */
const STOPPED: UnknownReason = { kind: 'connectionLost', code: 'STOPPED' };

function factsOf(
  { client }: SendParts,
  { target, options }: Plan,
  document: PayloadDocument,
  etagSent: string | null,
): RequestFacts {
  const body = outgoingBody(document);
  const condition = etagSent === null ? 'none' : etagSent === '*' ? 'any' : 'given';
  return requestFacts(client, updateAppointmentRequest(target, body.text, etagSent, options), {
    condition,
    ...body,
  });
}
