/** The doors out of the core: whatever acts on the world or differs between hosts comes in through one of these. */

export interface HttpRequest {
  readonly method: 'GET' | 'PATCH' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty where there is none. */
  readonly body: string;
  /** Whether the connection broke in the middle of the body. */
  readonly cutShort: boolean;
}

export interface HttpTransport {
  /**
   * Sends one request, once, without following redirects.
   * @throws NetworkError when no complete answer arrived; it says whether the request may have been received.
   * @throws CancelledError when `signal` was aborted.
   */
  send(request: HttpRequest, options: { timeoutMs: number; signal?: AbortSignal }): Promise<HttpResponse>;
}

export interface Account {
  /** Tells accounts apart in stores. */
  readonly id: string;
  /** As shown to the user and in reports. */
  readonly label: string;
}

/** A token on loan for one request. It is not stored or logged by whoever asks for it. */
export interface AccessToken {
  readonly value: string;
  readonly account: Account;
}

export interface TokenProvider {
  /** @throws SignInNeededError when there is no usable token. */
  getToken(signal?: AbortSignal): Promise<AccessToken>;
}

export interface Clock {
  /** Milliseconds since the epoch, for dates. */
  now(): number;
  /** Milliseconds from an arbitrary start that never go back, for durations. */
  monotonic(): number;
  /** @throws CancelledError when `signal` is aborted meanwhile */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export interface IdSource {
  /** A new UUID. */
  uuid(): string;
}

export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
