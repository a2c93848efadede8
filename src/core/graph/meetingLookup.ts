import type { MeetingLookup } from '../lint/rule';
import type { GraphRequest } from './requests';
import { meetingsPath, type UrlPath } from './target';

/**
 * The two exact lookups of an online meeting that Graph offers for delegated tokens; every other filter is refused.
 * The value is encoded as a whole, although a join link has percent-encoded parts of its own already.
 * https://learn.microsoft.com/graph/api/onlinemeeting-get (v1.0)
 */
export function findMeetingRequest(user: string, lookup: Pick<MeetingLookup, 'by' | 'value'>): GraphRequest {
  const literal = encodeURIComponent(lookup.value.replaceAll("'", "''"));
  return {
    method: 'GET',
    path: `${meetingsPath(user)}?$filter=${PROPERTIES[lookup.by]}%20eq%20'${literal}'`,
    headers: { Accept: 'application/json' },
  };
}

/** The path without the value: a join link lets whoever has it join, so it does not belong into a report. */
export function shownLookupPath(user: string, { by }: Pick<MeetingLookup, 'by'>): UrlPath {
  return `${meetingsPath(user)}?$filter=${PROPERTIES[by]} eq …`;
}

const PROPERTIES: Readonly<Record<MeetingLookup['by'], string>> = {
  joinWebUrl: 'JoinWebUrl',
  joinMeetingId: 'joinMeetingIdSettings/joinMeetingId',
};
