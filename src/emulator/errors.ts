import type { Exchange } from './context';

/** The Graph error envelope as it goes over the wire. */
export interface ErrorBody {
  error: { code: string; message: string; innerError: Record<string, string> };
}

interface ErrorExtras {
  /** Headers of the answer, such as `Allow` or `Retry-After`. */
  headers?: Record<string, string>;
  /** Members of `innerError` beside date and ids. */
  inner?: Record<string, string>;
}

/** Thrown anywhere while answering; becomes a status and Graph's error envelope. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly headers: Record<string, string>;
  readonly inner: Record<string, string>;

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    { headers = {}, inner = {} }: ErrorExtras = {},
  ) {
    super(message);
    this.headers = headers;
    this.inner = inner;
  }
}

/**
 * The envelope of learn.microsoft.com/graph/errors. The wire says `innerError` where the reference text says
 * `innererror`, and `date` has no zone suffix.
 */
export function errorBody(error: GraphError, exchange: Exchange, now: Date): ErrorBody {
  return {
    error: {
      code: error.code,
      message: error.message,
      innerError: {
        ...error.inner,
        date: now.toISOString().slice(0, 19),
        'request-id': exchange.requestId,
        'client-request-id': exchange.clientRequestId,
      },
    },
  };
}

/** The answer to an error: GraphErrors as they say, anything else is a bug of ours and a 500. */
export function errorAnswer(error: unknown, exchange: Exchange, now: Date): Response {
  const known =
    error instanceof GraphError
      ? error
      : new GraphError(500, 'generalException', `The emulator failed: ${String(error)}`);
  return Response.json(errorBody(known, exchange, now), { status: known.status, headers: known.headers });
}
