import { CancelledError, type Delivery, NetworkError } from '../core/errors';
import type { HttpResponse, HttpTransport } from '../core/ports';

/** Codes of failures that happen before a byte of the request has left. Any other may have come later. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT)$/;
const TLS =
  /^(CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|ERR_TLS_CERT_ALTNAME_INVALID)$/;

/**
 * Sends requests with the global `fetch`: in VS Code's extension host that one knows the user's proxy and
 * certificates, which a client of our own would not.
 */
export const fetchTransport: HttpTransport = {
  async send(request, { timeoutMs, signal }) {
    if (isAborted(signal)) throw new CancelledError(false);
    const timeout = AbortSignal.timeout(timeoutMs);
    const { method, url, headers, body } = request;
    try {
      const response = await fetch(url, {
        method,
        headers,
        ...(body !== undefined && { body }),
        // A redirect is an answer like another: following one could carry the token to another host.
        redirect: 'manual',
        signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
      });
      return {
        status: response.status,
        headers: plainHeaders(response.headers),
        ...(await readBody(response)),
      };
    } catch (error) {
      if (isAborted(signal)) throw new CancelledError(true);
      if (timeout.aborted) throw new NetworkError('maybeSent', 'TIMEOUT', { cause: error });
      const code = errorCode(error);
      throw new NetworkError(delivery(code), code, { cause: error });
    }
  },
};

/** The status is known by now, so a body that breaks off takes nothing away from it. */
async function readBody(response: Response): Promise<Pick<HttpResponse, 'body' | 'cutShort'>> {
  try {
    return { body: await response.text(), cutShort: false };
  } catch {
    return { body: '', cutShort: true };
  }
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted ?? false;
}

function plainHeaders(headers: Headers): HttpResponse['headers'] {
  return Object.fromEntries(headers.entries());
}

function delivery(code: string): Delivery {
  return NOT_SENT.test(code) || TLS.test(code) ? 'notSent' : 'maybeSent';
}

/** `fetch` wraps what happened in a TypeError, and a host with several addresses in an AggregateError. */
function errorCode(error: unknown): string {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth += 1) {
    const { code } = current as { code?: unknown };
    if (typeof code === 'string') return code;
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
  return 'FAILED';
}
