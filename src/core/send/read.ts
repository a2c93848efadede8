import type { GraphClient } from '../graph/graphClient';
import type { GraphReply } from '../graph/reply';
import type { GraphRequest } from '../graph/requests';
import { interpretRead, interpretReadFailure } from './interpret';
import type { ReadFailure } from './outcome';
import { type CallFacts, callFacts, type RequestFacts, requestFacts } from './record';

/** One read, from the request to what it found, or why it found nothing. */
export interface ReadRecord<Found> {
  readonly request: RequestFacts;
  readonly call: CallFacts;
  readonly result: Found | ReadFailure;
}

/** @param find takes what is wanted out of a successful answer; `undefined` when it is not in there */
export async function read<Found>(
  client: GraphClient,
  request: GraphRequest,
  signal: AbortSignal | undefined,
  find: (reply: GraphReply) => Found | undefined,
): Promise<ReadRecord<Found>> {
  const exchange = await client.call(request, signal);
  return {
    request: requestFacts(client, request, { condition: 'read', bytes: 0, properties: [] }),
    call: callFacts(exchange),
    result:
      exchange.result.kind === 'failure'
        ? interpretReadFailure(exchange.result.failure)
        : resultOf(exchange.result.reply, find),
  };
}

function resultOf<Found>(
  reply: GraphReply,
  find: (reply: GraphReply) => Found | undefined,
): Found | ReadFailure {
  return interpretRead(reply) ?? find(reply) ?? { kind: 'unreachable', why: { kind: 'readFailed', reply } };
}
