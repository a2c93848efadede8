import type { GraphClient } from '../graph/graphClient';
import { meetingIdProblem } from '../graph/ids';
import { findMeetingRequest, shownLookupPath } from '../graph/meetingLookup';
import { isRecord } from '../graph/reply';
import type { MeetingLookup } from '../lint/rule';
import { read, type ReadRecord } from './read';

/** A meeting as the lookup gives it. */
export interface FoundMeeting {
  readonly id: string;
  readonly subject: string | undefined;
}

export type FindMeetingRecord = ReadRecord<
  { readonly kind: 'meeting'; readonly meeting: FoundMeeting } | { readonly kind: 'none' }
>;

/**
 * Looks up an online meeting by its join link or its meeting number.
 *
 * @param user `me` or an object id: Graph finds only what this user has organised
 */
export async function findMeeting(
  client: GraphClient,
  user: string,
  lookup: Pick<MeetingLookup, 'by' | 'value'>,
  signal?: AbortSignal,
): Promise<FindMeetingRecord> {
  const path = shownLookupPath(user, lookup);
  const record = await read(client, findMeetingRequest(user, lookup), signal, ({ json }) => {
    const found = isRecord(json) ? json['value'] : undefined;
    if (!Array.isArray(found)) return undefined;
    const meeting = found.map(readMeeting).find((candidate) => candidate !== undefined);
    return meeting === undefined ? ({ kind: 'none' } as const) : ({ kind: 'meeting', meeting } as const);
  });
  return { ...record, request: { ...record.request, path, url: client.url(path) } };
}

function readMeeting(value: unknown): FoundMeeting | undefined {
  if (!isRecord(value)) return undefined;
  const { id, subject } = value;
  if (typeof id !== 'string' || meetingIdProblem(id) !== undefined) return undefined;
  return { id, subject: typeof subject === 'string' ? subject : undefined };
}
