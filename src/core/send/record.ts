import type { Exchange, GraphClient } from '../graph/graphClient';
import type { Endpoint } from '../graph/clouds';
import type { GraphReply } from '../graph/reply';
import type { GraphRequest } from '../graph/requests';
import type { Account } from '../ports';
import type { SendOutcome } from './outcome';

/** Where a tag that was sent came from, or why none was sent. */
export type Condition =
  | 'stored'
  | 'justRead'
  | 'given'
  | 'any'
  | 'none'
  /** Read for a merge, or to overwrite knowingly. */
  | 'merged'
  | 'overwrite'
  | 'create'
  | 'read';

/** What is known about a request, whatever became of it. Holds no values of the body. */
export interface RequestFacts {
  readonly endpoint: Endpoint;
  readonly method: GraphRequest['method'];
  readonly path: string;
  readonly url: string;
  readonly condition: Condition;
  /** The value of `If-Match`; `null`: unconditional. */
  readonly etagSent: string | null;
  /** UTF-8. */
  readonly bodyBytes: number;
  /** Names of the body's top-level properties, in order. */
  readonly properties: readonly string[];
}

/** What is known about the call that decided the outcome; all empty when nothing went out. */
export interface CallFacts {
  readonly account: Account | undefined;
  readonly clientRequestId: string | null;
  readonly durationMs: number;
  readonly attempts: number;
  readonly reply: GraphReply | undefined;
}

/** One send, from the request to what became of it: what a report and the CLI's JSON are made of. */
export interface SendRecord {
  readonly request: RequestFacts;
  readonly call: CallFacts;
  readonly outcome: SendOutcome;
  /** The appointment's tag after all this, `null` when not known. */
  readonly etagNow: string | null;
  /** Set when what was sent is a merge. */
  readonly merge?: MergeFacts;
  /** Set when it went out whatever the server had: where it undoes what others have changed, by path. */
  readonly overwritten?: readonly string[];
}

export interface MergeFacts {
  /** What was taken from the server into the payload, by path. */
  readonly taken: readonly string[];
  /** How often it was merged, because somebody else was faster again. */
  readonly rounds: number;
  /** Whether the payload file has the merged values; `undefined`: always, as in an editor. */
  readonly isFileBehind?: boolean;
}

export const NO_CALL: CallFacts = {
  account: undefined,
  clientRequestId: null,
  durationMs: 0,
  attempts: 0,
  reply: undefined,
};

/** What a report needs of an exchange, without its bodies. */
export function callFacts(exchange: Exchange): CallFacts {
  const { account, clientRequestId, durationMs, attempts, result } = exchange;
  return {
    account,
    clientRequestId,
    durationMs,
    attempts,
    reply: result.kind === 'reply' ? result.reply : undefined,
  };
}

/** What a report needs of a request: how large the body is and which properties it has, not what is in them. */
export function requestFacts(
  client: GraphClient,
  request: GraphRequest,
  body: { readonly condition: Condition; readonly bytes: number; readonly properties: readonly string[] },
): RequestFacts {
  return {
    endpoint: client.endpoint,
    method: request.method,
    path: request.path,
    url: client.url(request.path),
    condition: body.condition,
    etagSent: request.headers['If-Match'] ?? null,
    bodyBytes: body.bytes,
    properties: body.properties,
  };
}
