import type { SendRecord } from '../send/record';
import type { BulkJob, JobResult } from './job';
import type { EndedEntry } from './journal';

/** What the journal keeps of a result, or nothing where there is nothing new to keep. */
export function endedEntry(job: BulkJob, result: JobResult): EndedEntry | undefined {
  if (result.kind !== 'sent') return undefined;
  const { request, call, outcome, etagNow } = result.record;
  return {
    event: 'ended',
    file: job.name,
    target: job.targetHash,
    body: result.bodyHash ?? job.bodyHash,
    outcome: outcome.kind,
    doubt: isDoubtful(result.record),
    url: request.endpoint.root === '' ? null : request.url,
    status: call.reply?.status ?? null,
    etagSent: request.etagSent,
    etagNow,
    requestId: call.reply?.requestId ?? null,
    clientRequestId: call.clientRequestId,
    attempts: call.attempts,
    durationMs: call.durationMs,
  };
}

/** A write that was not applied so far can still arrive late: it is looked for, and sent on the tag that it had. */
function isDoubtful({ outcome }: SendRecord): boolean {
  const { kind } = outcome;
  return kind === 'unknown' || kind === 'notApplied' || (kind === 'cancelled' && outcome.requestSent);
}
