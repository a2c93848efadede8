import { type CallFailure, isCallFailure } from '../errors';
import type { Account, Clock, HttpTransport, IdSource, Logger, TokenProvider } from '../ports';
import type { Endpoint } from './clouds';
import { type GraphReply, readReply } from './reply';
import type { GraphRequest } from './requests';

export interface GraphClientParts {
  readonly endpoint: Endpoint;
  readonly transport: HttpTransport;
  readonly tokens: TokenProvider;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  /** For one try, until the answer is complete. */
  readonly timeoutMs: number;
}

/** One call to Graph and what came of it. */
export interface Exchange {
  /** Missing when there was no token. */
  readonly account: Account | undefined;
  readonly clientRequestId: string;
  readonly durationMs: number;
  readonly attempts: number;
  readonly result: ExchangeResult;
}

export type ExchangeResult =
  | { readonly kind: 'reply'; readonly reply: GraphReply }
  | { readonly kind: 'failure'; readonly failure: CallFailure };

/**
 * Sends requests to one endpoint: the only place where a token meets a URL, and the URL is always below the
 * endpoint's origin.
 */
export class GraphClient {
  readonly endpoint: Endpoint;
  readonly #parts: GraphClientParts;

  constructor(parts: GraphClientParts) {
    this.endpoint = parts.endpoint;
    this.#parts = parts;
  }

  /**
   * Sends a request once. A lost connection or a cancelled request is data for the caller, because what it means
   * depends on the method; only bugs are thrown.
   */
  async call(request: GraphRequest, signal?: AbortSignal): Promise<Exchange> {
    const { transport, tokens, clock, ids, logger, timeoutMs } = this.#parts;
    const started = clock.monotonic();
    const clientRequestId = ids.uuid();
    let account: Account | undefined;
    let attempts = 0;
    const finish = (result: ExchangeResult): Exchange => {
      const durationMs = Math.round(clock.monotonic() - started);
      return { account, clientRequestId, durationMs, attempts, result };
    };
    try {
      const token = await tokens.getToken(signal);
      account = token.account;
      attempts = 1;
      const response = await transport.send(
        {
          method: request.method,
          url: this.url(request.path),
          headers: {
            ...request.headers,
            'client-request-id': clientRequestId,
            Authorization: `Bearer ${token.value}`,
          },
          ...(request.body !== undefined && { body: request.body }),
        },
        { timeoutMs, ...(signal !== undefined && { signal }) },
      );
      const reply = readReply(response);
      logger.info(
        `${request.method} ${response.status} client-request-id=${clientRequestId} request-id=${reply.requestId ?? '-'}`,
      );
      return finish({ kind: 'reply', reply });
    } catch (failure) {
      if (!isCallFailure(failure)) throw failure;
      logger.warn(`${request.method} failed: ${failure.name} client-request-id=${clientRequestId}`);
      return finish({ kind: 'failure', failure });
    }
  }

  /** Who the requests are made as. @throws CallFailure when there is no token */
  async account(signal?: AbortSignal): Promise<Account> {
    return (await this.#parts.tokens.getToken(signal)).account;
  }

  url(path: string): string {
    return this.endpoint.root + path;
  }
}
