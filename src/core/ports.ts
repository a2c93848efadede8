import type { Text } from './text';

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
  /** Whether the body did not arrive as a whole, or cannot be read: it is empty then. */
  readonly cutShort: boolean;
  /** Why, unless the connection broke in the middle of it. */
  readonly defect?: BodyDefect;
}

export type BodyDefect =
  /** The rest did not come in time. */
  | 'timeout'
  /** It is larger than any answer. */
  | 'tooLarge'
  /** It is not packed, or not encoded, as it claims to be. */
  | 'encoding'
  /** The answer to a batch says nothing about this part. */
  | 'missing';

export interface HttpTransport {
  /**
   * Sends one request, once, without following redirects.
   * @throws NetworkError when no complete answer arrived; it says whether the request may have been received.
   * @throws CancelledError when `signal` was aborted.
   */
  send(request: HttpRequest, options: { timeoutMs: number; signal?: AbortSignal }): Promise<HttpResponse>;
}

/** How somebody came to be signed in. */
export type SignInWay = 'browser' | 'deviceCode' | 'vscode' | 'token';

export interface Account {
  /** Tells accounts apart in stores. */
  readonly id: string;
  /** As shown to the user and in reports: a name as it is, or words of ours where there is none. */
  readonly label: string | Text;
  /** The tenant it is signed in to: a domain or an id. */
  readonly tenant?: string;
  /** Missing for the emulator, which asks nobody to sign in. */
  readonly way?: SignInWay;
  /** When the access token ends, in milliseconds since the epoch, where that can be known. */
  readonly expiresAt?: number;
}

/** A token on loan for one request. It is not stored or logged by whoever asks for it. */
export interface AccessToken {
  readonly value: string;
  readonly account: Account;
}

/** What a token is asked for. */
export interface TokenRequest {
  readonly signal?: AbortSignal | undefined;
  /** A token that the service has just refused with a 401: this one is of no use any more. */
  readonly refused?: string | undefined;
  /** What the service wants the new token to prove, as its challenge says: a JSON text. */
  readonly claims?: string | undefined;
  /** The object id in the path; missing for `me`. Only the emulator gives out tokens for others. */
  readonly user?: string | undefined;
  /** One of these is needed; missing: whichever the token has. */
  readonly permissions?: readonly string[] | undefined;
}

export interface TokenProvider {
  /**
   * A usable token. Never asks the user anything. After a refusal it is another one; the same again means that there is
   * no other.
   * @throws SignInNeededError when there is none
   * @throws NetworkError when it has to be renewed and nothing answers; the request itself has not been sent
   */
  getToken(request?: TokenRequest): Promise<AccessToken>;
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
