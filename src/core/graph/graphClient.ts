import { type CallFailure, isCallFailure, isSignInNeededError } from '../errors';
import type {
  AccessToken,
  Account,
  Clock,
  HttpTransport,
  IdSource,
  Logger,
  TokenProvider,
  TokenRequest,
} from '../ports';
import type { Text } from '../text';
import { claimsChallenge } from './claimsChallenge';
import type { Endpoint } from './clouds';
import { type GraphReply, readReply } from './reply';
import type { GraphRequest } from './requests';
import { retryDelay } from './retryDecision';
import type { UrlPath } from './target';

export interface GraphClientParts {
  readonly endpoint: Endpoint;
  readonly transport: HttpTransport;
  readonly tokens: TokenProvider;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  /** For one try, until the answer is complete. */
  readonly timeoutMs: number;
  /** Told before each wait for a service that asks to be left alone, in milliseconds. */
  readonly onWait?: ((delayMs: number) => void) | undefined;
}

/** One call to Graph and what came of it. */
export interface Exchange {
  /** Missing when there was no token. */
  readonly account: Account | undefined;
  /** Of the last attempt, `null` when there was none. */
  readonly clientRequestId: string | null;
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
   * Sends a request, and again where the answer says "not done": once with a new token after a 401 or a claims challenge,
   * and for five minutes at most where it says "ask later". It is never repeated otherwise: a request without an answer may have been carried out. A lost connection or a cancelled request
   * is data for the caller, because what it means depends on the method; only bugs are thrown.
   */
  async call(request: GraphRequest, signal?: AbortSignal): Promise<Exchange> {
    const { clock, ids, logger, onWait } = this.#parts;
    const started = clock.monotonic();
    let waitedMs = 0;
    let attempts = 0;
    let account: Account | undefined;
    let clientRequestId: string | null = null;
    const finish = (result: ExchangeResult): Exchange => {
      const durationMs = Math.round(clock.monotonic() - started);
      return { account, clientRequestId, durationMs, attempts, result };
    };
    const wanted = { signal, user: request.user, permissions: request.permissions };
    try {
      let renewed: AccessToken | undefined;
      let mayRenew = true;
      for (;;) {
        const token = renewed ?? (await this.#parts.tokens.getToken(wanted));
        renewed = undefined;
        account = token.account;
        const id = ids.uuid();
        clientRequestId = id;
        attempts += 1;
        const { reply, claims } = await this.#sendOnce(request, token.value, id, signal);
        const { status, retryAfter } = reply;
        logger.info(
          `${request.method} ${status} client-request-id=${id} request-id=${reply.requestId ?? '-'}`,
        );
        if (mayRenew && (status === 401 || claims !== undefined)) {
          mayRenew = false;
          const renewal = await this.#renew({ ...wanted, refused: token.value, claims });
          if (renewal.token === undefined) {
            const { reason } = renewal;
            return finish({
              kind: 'reply',
              reply: { ...reply, ...(reason !== undefined && { signInReason: reason }) },
            });
          }
          renewed = renewal.token;
          continue;
        }
        const delayMs = retryDelay({ status, retryAfter, attempts, waitedMs, now: clock.now() });
        if (delayMs === undefined) return finish({ kind: 'reply', reply });
        onWait?.(delayMs);
        await clock.sleep(delayMs, signal);
        waitedMs += delayMs;
      }
    } catch (failure) {
      if (!isCallFailure(failure)) throw failure;
      logger.warn(`${request.method} failed: ${failure.name} client-request-id=${clientRequestId ?? '-'}`);
      return finish({ kind: 'failure', failure });
    }
  }

  /** Another token than the one that was refused, or why there is none. */
  async #renew(
    request: TokenRequest & { refused: string },
  ): Promise<{ readonly token?: AccessToken; readonly reason?: Text }> {
    try {
      const token = await this.#parts.tokens.getToken(request);
      // The same again would be refused again.
      return token.value === request.refused ? {} : { token };
    } catch (error) {
      if (isSignInNeededError(error)) return { reason: error.reason };
      throw error;
    }
  }

  async #sendOnce(
    { method, path, headers, body }: GraphRequest,
    token: string,
    clientRequestId: string,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly reply: GraphReply; readonly claims: string | undefined }> {
    const { transport, timeoutMs } = this.#parts;
    const request = {
      method,
      url: this.url(path),
      headers: { ...headers, 'client-request-id': clientRequestId, Authorization: `Bearer ${token}` },
      ...(body !== undefined && { body }),
    };
    const response = await transport.send(request, {
      timeoutMs,
      ...(signal !== undefined && { signal }),
    });
    const { status, headers: answered } = response;
    // Conditional Access may say 403 instead of 401.
    const claims =
      status === 401 || status === 403 ? claimsChallenge(answered['www-authenticate']) : undefined;
    return { reply: readReply(response), claims };
  }

  /** Who the requests are made as. @throws CallFailure when there is no token */
  async account(signal?: AbortSignal): Promise<Account> {
    return (await this.#parts.tokens.getToken({ signal })).account;
  }

  /** The same client with some of its parts replaced, such as a transport around this one's. */
  with(change: (parts: GraphClientParts) => Partial<GraphClientParts>): GraphClient {
    return new GraphClient({ ...this.#parts, ...change(this.#parts) });
  }

  url(path: UrlPath): string {
    return this.endpoint.root + path;
  }
}
