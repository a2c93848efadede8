import type { Text } from './text';

/**
 * Whether a request that got no answer can have been received: `notSent` is certain, `maybeSent` means that a write
 * may have been applied.
 */
export type Delivery = 'notSent' | 'maybeSent';

/** No complete answer arrived. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly delivery: Delivery;
  /** The platform's code, such as ECONNREFUSED, or TIMEOUT for our own limit. */
  readonly code: string;

  constructor(delivery: Delivery, code: string, options?: ErrorOptions) {
    super(`${code} (${delivery})`, options);
    this.delivery = delivery;
    this.code = code;
  }
}

/** The user cancelled. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
  readonly requestSent: boolean;

  constructor(requestSent: boolean) {
    super('Cancelled');
    this.requestSent = requestSent;
  }
}

/** There is no token that could be sent. Nothing went out. */
export class SignInNeededError extends Error {
  override readonly name = 'SignInNeededError';
  readonly reason: Text;

  constructor(reason: Text) {
    super(reason.template);
    this.reason = reason;
  }
}

/** The local emulator cannot be reached or started. Nothing went out. */
export class EmulatorUnavailableError extends Error {
  override readonly name = 'EmulatorUnavailableError';
  readonly reason: Text;

  constructor(reason: Text, options?: ErrorOptions) {
    super(reason.template, options);
    this.reason = reason;
  }
}

/*
 * Errors are told apart by name: two bundles can each hold a copy of a class, and `instanceof` would miss the other's.
 */
function hasName(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

/** There is no answer, or none that can be read. */
export function isNetworkError(error: unknown): error is NetworkError {
  return hasName(error, 'NetworkError');
}

/** The user, or a signal, wanted it to end. */
export function isCancelledError(error: unknown): error is CancelledError {
  return hasName(error, 'CancelledError');
}

/** There is no usable token. Nothing was sent. */
export function isSignInNeededError(error: unknown): error is SignInNeededError {
  return hasName(error, 'SignInNeededError');
}

/** The emulator could not be started or found. Nothing was sent. */
export function isEmulatorUnavailableError(error: unknown): error is EmulatorUnavailableError {
  return hasName(error, 'EmulatorUnavailableError');
}

/** What can be expected to go wrong before an answer arrives. */
export type CallFailure = NetworkError | CancelledError | SignInNeededError | EmulatorUnavailableError;

/** Whether it is an outcome of a call, and not a bug. */
export function isCallFailure(error: unknown): error is CallFailure {
  return (
    isNetworkError(error) ||
    isCancelledError(error) ||
    isSignInNeededError(error) ||
    isEmulatorUnavailableError(error)
  );
}

/** Whether a platform's code says that the server's certificate, or its TLS, was not good enough to send anything. */
export function isCertificateProblem(code: string): boolean {
  return /^(CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|ERR_TLS_CERT_\w+|ERR_SSL_(WRONG_VERSION_NUMBER|UNSUPPORTED_PROTOCOL|PACKET_LENGTH_TOO_LONG))$/.test(
    code,
  );
}

/**
 * Whether it was the way to the proxy that failed: nothing has got past it. The rest of such a code is the status with
 * which the proxy refused, or the platform's code.
 */
export function isProxyProblem(code: string): boolean {
  return code.startsWith(PROXY_PREFIX);
}

export const PROXY_PREFIX = 'PROXY_';
