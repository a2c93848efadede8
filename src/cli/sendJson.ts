import { redact } from '../core/report/redact';
import { outcomeTexts } from '../core/report/outcomeTexts';
import type { OutcomeKind } from '../core/send/outcome';
import type { SendRecord } from '../core/send/record';
import { english } from '../core/text';

/** One result as `send --format json` prints it; a contract with scripts. */
export interface ResultJson {
  readonly file: string;
  readonly outcome: OutcomeKind;
  readonly method: string;
  readonly url: string | null;
  readonly status: number | null;
  /** `null`: unconditional, or not sent. */
  readonly etagSent: string | null;
  /** `null`: not known. */
  readonly etagNow: string | null;
  /** What was taken from the server, by path. */
  readonly merged: readonly string[];
  /** What others have changed since the base, by path. Only there after a conflict for which that is known. */
  readonly changed?: readonly string[];
  /** What both sides have changed, by path: why there was no merge. Only there when that is so. */
  readonly collisions?: readonly string[];
  /** What others had changed and an overwrite has undone, by path. Only there when that is so. */
  readonly undone?: readonly string[];
  readonly requestId: string | null;
  readonly clientRequestId: string | null;
  readonly attempts: number;
  readonly durationMs: number;
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** @param personal values of the payload that a server's message must not repeat */
export function sendJson(file: string, record: SendRecord, personal: readonly string[]): string {
  return print(resultJson(file, record, personal));
}

/** @param personal values of the payload that a server's message must not repeat */
export function resultJson(file: string, record: SendRecord, personal: readonly string[]): ResultJson {
  const { request, call, outcome, etagNow } = record;
  const undone = undoneBy(record);
  return {
    file,
    outcome: outcome.kind,
    method: request.method,
    url: request.endpoint.root === '' ? null : request.url,
    status: call.reply?.status ?? null,
    etagSent: request.etagSent,
    etagNow,
    merged: (record.merge?.taken ?? []).map((path) => redact(path)),
    ...(outcome.kind === 'conflict' &&
      'paths' in outcome.changes && { changed: outcome.changes.paths.map((path) => redact(path)) }),
    ...(outcome.kind === 'conflict' &&
      outcome.collisions !== undefined && { collisions: outcome.collisions.map((path) => redact(path)) }),
    ...(undone.length > 0 && { undone }),
    requestId: call.reply?.requestId ?? null,
    clientRequestId: call.clientRequestId,
    attempts: call.attempts,
    durationMs: call.durationMs,
    error: errorJson(record, personal),
  };
}

function undoneBy({ outcome, overwritten = [] }: SendRecord): readonly string[] {
  return outcome.kind === 'updated' ? overwritten.map((path) => redact(path)) : [];
}

/** The service's own words, or where it said nothing, why nothing came of the send, and whether it went out. */
function errorJson({ call, outcome }: SendRecord, personal: readonly string[]): ResultJson['error'] {
  const error = call.reply?.error;
  if (outcome.kind === 'updated') return null;
  if (error !== undefined)
    return { code: redact(error.code, personal), message: redact(error.message, personal) };
  const { meaning } = outcomeTexts(outcome, call.reply);
  return { code: outcome.kind, message: meaning.map(english).join(' ') };
}

/** A file whose findings kept it from being sent. */
export function invalidJson(file: string, method: 'PATCH' | 'PUT'): string {
  return print(notSentJson(file, 'invalid', null, method));
}

/** A file that was not sent. */
export function notSentJson(
  file: string,
  outcome: OutcomeKind,
  error: ResultJson['error'],
  method: 'PATCH' | 'PUT' = 'PATCH',
): ResultJson {
  return {
    file,
    outcome,
    method,
    url: null,
    status: null,
    etagSent: null,
    etagNow: null,
    merged: [],
    requestId: null,
    clientRequestId: null,
    attempts: 0,
    durationMs: 0,
    error,
  };
}

function print(result: ResultJson): string {
  return JSON.stringify({ results: [result] }, null, 2);
}
