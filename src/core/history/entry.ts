import { type CloudName, isCloudName } from '../graph/clouds';
import { isRecord } from '../graph/reply';
import type { OutcomeKind } from '../send/outcome';
import type { SendRecord } from '../send/record';

/**
 * One send as the history keeps it: what is needed to find it again and to ask support about it, and nothing of what
 * was sent but the names of its properties and a hash.
 */
export interface HistoryEntry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly cloud: CloudName;
  readonly method: string;
  readonly path: string;
  /** Where the payload was, as VS Code names it. */
  readonly document: string;
  readonly outcome: OutcomeKind;
  /** `null`: no answer. */
  readonly status: number | null;
  readonly etagSent: string | null;
  readonly etagNow: string | null;
  readonly requestId: string | null;
  readonly clientRequestId: string | null;
  /** Names of the body's top-level properties. */
  readonly properties: readonly string[];
  /** Of the body as it was sent. */
  readonly bodyHash: string;
  /** As it was shown: reports hold no personal data. */
  readonly report: string;
}

/** @param sent what the record itself does not know; `bodyHash` is made by whoever has a hash function */
export function historyEntry(
  { request, call, outcome, etagNow }: SendRecord,
  sent: Pick<HistoryEntry, 'at' | 'document' | 'bodyHash' | 'report'>,
): HistoryEntry {
  const { at, document, bodyHash, report } = sent;
  return {
    at,
    cloud: request.endpoint.cloud,
    method: request.method,
    path: request.path,
    document,
    outcome: outcome.kind,
    status: call.reply?.status ?? null,
    etagSent: request.etagSent,
    etagNow,
    requestId: call.reply?.requestId ?? null,
    clientRequestId: call.clientRequestId,
    properties: request.properties,
    bodyHash,
    report,
  };
}

/**
 * The newest first, at most `limit` of them.
 *
 * @param added the oldest first
 */
export function withEntries(
  entries: readonly HistoryEntry[],
  added: readonly HistoryEntry[],
  limit: number,
): HistoryEntry[] {
  return [...added.toReversed(), ...entries].slice(0, limit);
}

/** Reads what was stored: by another version of this extension, or damaged. What cannot be read is left out. */
export function readHistory(stored: unknown): HistoryEntry[] {
  return Array.isArray(stored) ? stored.filter(isEntry) : [];
}

function isEntry(value: unknown): value is HistoryEntry {
  if (!isRecord(value)) return false;
  const texts = ['method', 'path', 'document', 'outcome', 'bodyHash', 'report'];
  const textsOrNull = ['etagSent', 'etagNow', 'requestId', 'clientRequestId'];
  const { at, cloud, status, properties } = value;
  return (
    typeof at === 'number' &&
    typeof cloud === 'string' &&
    isCloudName(cloud) &&
    (status === null || typeof status === 'number') &&
    Array.isArray(properties) &&
    properties.every((name) => typeof name === 'string') &&
    texts.every((name) => typeof value[name] === 'string') &&
    textsOrNull.every((name) => value[name] === null || typeof value[name] === 'string')
  );
}
