import { CancelledError, type Delivery, isCertificateProblem, NetworkError } from '../core/errors';
import type { HttpResponse, HttpTransport } from '../core/ports';
import { platformError } from './platformError';

/** Codes of failures that happen before a byte of the request has left. Any other may have come later. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT)$/;

/**
 * Sends requests with the global `fetch`: in VS Code's extension host that one knows the user's proxy and
 * certificates, which a client of our own would not.
 */
export const fetchTransport: HttpTransport = {
  async send(request, { timeoutMs, signal }) {
    if (isAborted(signal)) throw new CancelledError(false);
    const { method, url, body } = request;
    // Here, so that a header that cannot be sent is a bug and not a lost connection.
    const headers = new Headers(request.headers);
    const timeout = new AbortController();
    // A timer of our own, that ends with the request: those of AbortSignal.timeout hold what is sent for all its time.
    const timer = setTimeout(() => {
      timeout.abort();
    }, timeoutMs);
    try {
      const response = await fetch(url, {
        method,
        headers,
        ...(body !== undefined && { body }),
        // A redirect is an answer like another: following one could carry the token to another host.
        redirect: 'manual',
        signal: signal === undefined ? timeout.signal : AbortSignal.any([timeout.signal, signal]),
      });
      return {
        status: response.status,
        headers: plainHeaders(response.headers),
        ...(await readBody(response, signal)),
      };
    } catch (error) {
      if (isAborted(signal)) throw new CancelledError(true);
      if (timeout.signal.aborted) throw new NetworkError('maybeSent', 'TIMEOUT', { cause: error });
      const { code, syscall } = platformError(error);
      throw new NetworkError(delivery(code, syscall), code, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  },
};

/** The status is known by now, so a body that breaks off takes nothing away from it. */
async function readBody(
  response: Response,
  signal: AbortSignal | undefined,
): Promise<Pick<HttpResponse, 'body' | 'cutShort'>> {
  try {
    return { body: await response.text(), cutShort: false };
  } catch (error) {
    if (isAborted(signal)) throw error;
    return { body: '', cutShort: true };
  }
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted ?? false;
}

function plainHeaders(headers: Headers): HttpResponse['headers'] {
  return Object.fromEntries(headers.entries());
}

function delivery(code: string, syscall: string | undefined): Delivery {
  const early = syscall === 'connect' || NOT_SENT.test(code) || isCertificateProblem(code);
  return early ? 'notSent' : 'maybeSent';
}
