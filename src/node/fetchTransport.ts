import {
  CancelledError,
  type Delivery,
  isCertificateProblem,
  isProxyProblem,
  NetworkError,
} from '../core/errors';
import type { HttpResponse, HttpTransport } from '../core/ports';
import { platformError } from './platformError';
import { BODY_LIMITS, type BodyLimits, readBody } from './readBody';

/** Codes of failures that happen before a byte of the request has left. Any other may have come later. */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT)$/;

/** Why a request of ours was ended, when it took too long. */
const TIME_UP = new Error('The time is up.');

/** How a request goes out. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Sends requests with the global `fetch`: in VS Code's extension host that one knows the user's proxy and
 * certificates, which a client of our own would not.
 */
export const fetchTransport = transportOver((url, init) => fetch(url, init));

/** @param limits of the body; the whole try has the one that each request brings */
export function transportOver(send: Fetch, limits: BodyLimits = BODY_LIMITS): HttpTransport {
  return {
    async send(request, { timeoutMs, signal }) {
      if (isAborted(signal)) throw new CancelledError(false);
      const { method, url, body } = request;
      // Here, so that a header that cannot be sent is a bug and not a lost connection.
      const headers = new Headers(request.headers);
      const ours = new AbortController();
      const drop = (): void => {
        ours.abort();
      };
      // A timer of our own, that ends with the request: those of AbortSignal.timeout hold what is sent for all its time.
      const timer = setTimeout(() => {
        ours.abort(TIME_UP);
      }, timeoutMs);
      try {
        const response = await send(url, {
          method,
          headers,
          ...(body !== undefined && { body }),
          // A redirect is an answer like another: following one could carry the token to another host.
          redirect: 'manual',
          signal: signal === undefined ? ours.signal : AbortSignal.any([ours.signal, signal]),
        });
        const read = await readBody(response, limits, drop);
        if (read.cutShort && isAborted(signal)) throw new CancelledError(true);
        return {
          status: response.status,
          headers: plainHeaders(response.headers),
          ...read,
          ...(ours.signal.reason === TIME_UP && read.cutShort ? { defect: 'timeout' as const } : {}),
        };
      } catch (error) {
        if (isAborted(signal)) throw new CancelledError(true);
        const { code, syscall } = platformError(error);
        if (ours.signal.reason === TIME_UP || code === 'UND_ERR_HEADERS_TIMEOUT') {
          throw new NetworkError('maybeSent', 'TIMEOUT', { cause: error });
        }
        throw new NetworkError(delivery(code, syscall), code, { cause: error });
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted ?? false;
}

function plainHeaders(headers: Headers): HttpResponse['headers'] {
  return Object.fromEntries(headers.entries());
}

function delivery(code: string, syscall: string | undefined): Delivery {
  const early =
    syscall === 'connect' || NOT_SENT.test(code) || isCertificateProblem(code) || isProxyProblem(code);
  return early ? 'notSent' : 'maybeSent';
}
