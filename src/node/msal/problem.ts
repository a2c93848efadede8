import { AuthError, InteractionRequiredAuthError } from '@azure/msal-node';
import type { SignInProblem } from '../../core/auth/signInProblem';

/** MSAL's codes for "nobody answered": it drops why. */
const NO_ANSWER = new Set(['transport_failed', 'endpoints_resolution_error', 'network_error']);

/** The facts of an error of MSAL's. @param lastFailure why the last request got no answer, if it was so */
export function toProblem(error: unknown, lastFailure: string | undefined): SignInProblem {
  if (!(error instanceof AuthError)) {
    // A cache that is no JSON, say: whatever it is, signing in anew makes it good.
    return { error: 'cache_damaged', needsUser: true };
  }
  const { errorCode, errorMessage } = error;
  // Entra's own comes first: MSAL puts the one that it has sent in its place.
  const correlationId = /Correlation ID: ([0-9a-f-]{36})/i.exec(errorMessage)?.[1] ?? error.correlationId;
  // Empty: MSAL remembers an earlier refusal, and refuses by itself.
  const code = errorCode === '' ? 'too_many_requests' : errorCode;
  if (NO_ANSWER.has(code)) {
    return { error: code, transport: lastFailure ?? 'FAILED', needsUser: false };
  }
  const number = numberOf(error);
  return {
    error: code,
    ...(number !== undefined && { number }),
    ...(correlationId !== '' && { correlationId }),
    ...(errorMessage !== '' && { description: errorMessage }),
    // Entra's `invalid_grant` comes without the suberror that would make it one of the first kind.
    needsUser: error instanceof InteractionRequiredAuthError || code === 'invalid_grant',
  };
}

function numberOf(error: AuthError): string | undefined {
  const known = 'errorNo' in error && typeof error.errorNo === 'string' ? error.errorNo : undefined;
  return known ?? /AADSTS(\d{4,8})/.exec(error.errorMessage)?.[1];
}
