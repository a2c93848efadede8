import type { GraphClient } from '../graph/graphClient';
import { isRecord } from '../graph/reply';
import { joinLinkRequest } from '../graph/requests';
import type { Plan } from './plan';
import { read, type ReadRecord } from './read';

export type JoinLinkRecord = ReadRecord<{ readonly kind: 'link'; readonly url: string }>;

/** Asks for a meeting's join link by the function that replaces the retired resource. */
export async function getJoinLink(
  client: GraphClient,
  plan: Plan,
  signal?: AbortSignal,
): Promise<JoinLinkRecord> {
  return await read(client, joinLinkRequest(plan.target, plan.options), signal, ({ json }) => {
    const url = isRecord(json) ? json['value'] : undefined;
    return typeof url === 'string' && /^https:\/\/[\x21-\x7e]+$/.test(url)
      ? { kind: 'link', url }
      : undefined;
  });
}
