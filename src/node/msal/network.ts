import { AuthError, type INetworkModule, type NetworkRequestOptions, ServerError } from '@azure/msal-node';
import { UNREADABLE } from '../../core/auth/explainProblem';
import { isNetworkError } from '../../core/errors';
import { isRecord } from '../../core/graph/reply';
import type { HttpResponse } from '../../core/ports';
import { fetchTransport } from '../fetchTransport';

/** A proxy that says nothing must not hold a sign-in for ever; MSAL itself sets no limit. */
const REQUEST_MS = 30_000;
/** Lost connections in a row that polling for a device code outlasts. */
const MAX_DROPS = 5;
const DEFAULT_INTERVAL_SECONDS = 5;

export interface NetworkOptions {
  readonly signal?: AbortSignal | undefined;
  /** What RFC 8628, 3.5, adds to the interval at each `slow_down`. */
  readonly slowDownMs: number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

interface Answer<T> {
  headers: Record<string, string>;
  body: T;
  status: number;
}

/**
 * MSAL's way to the network: the transport of all requests, with its limits, over the global `fetch` that VS Code has
 * patched for proxies. Redirects are not followed: one could carry what is secret to another host. It mends what MSAL Node 7.2
 * gets wrong with device codes: refusals lose their number and text, and `slow_down` and a lost connection end it.
 */
export class Network implements INetworkModule {
  readonly #options: NetworkOptions;
  #drops = 0;
  #slowDownMs = 0;
  /** Why the last request got no answer: MSAL drops that when it looks for its endpoints. */
  lastFailure: string | undefined;

  constructor(options: NetworkOptions) {
    this.#options = options;
  }

  async sendGetRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<Answer<T>> {
    return (await this.#send('GET', url, options)) as Answer<T>;
  }

  async sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<Answer<T>> {
    const polls = /(^|&)grant_type=device_code(&|$)/.test(options?.body ?? '');
    if (!polls) {
      const answer = await this.#send('POST', url, options);
      if (new URL(url).pathname.endsWith('/devicecode')) this.#checkDeviceCode(answer);
      return answer as Answer<T>;
    }
    return (await this.#poll(url, options)) as Answer<T>;
  }

  async #poll(url: string, options: NetworkRequestOptions | undefined): Promise<Answer<unknown>> {
    await this.#options.sleep(this.#slowDownMs, this.#options.signal);
    let answer: Answer<unknown>;
    try {
      answer = await this.#send('POST', url, options);
      this.#drops = 0;
    } catch (error) {
      this.#drops += 1;
      if (!isTransportFailure(error) || this.#drops > MAX_DROPS || this.#isAborted()) throw error;
      return pending();
    }
    const { body } = answer;
    const error = isRecord(body) ? body['error'] : undefined;
    if (error === undefined || error === 'authorization_pending') return answer;
    if (error === 'slow_down') {
      this.#slowDownMs += this.#options.slowDownMs;
      return pending();
    }
    throw refusal(answer);
  }

  /** MSAL would show no code, and poll with none; without an interval it would poll without a pause. */
  #checkDeviceCode(answer: Answer<unknown>): void {
    const { body } = answer;
    if (!isRecord(body) || typeof body['device_code'] !== 'string') throw refusal(answer);
    if (typeof body['interval'] !== 'number' || !(body['interval'] > 0)) {
      body['interval'] = DEFAULT_INTERVAL_SECONDS;
    }
  }

  async #send(
    method: 'GET' | 'POST',
    url: string,
    options: NetworkRequestOptions | undefined,
  ): Promise<Answer<unknown>> {
    const { signal } = this.#options;
    let response: HttpResponse;
    try {
      response = await fetchTransport.send(
        {
          method,
          url,
          headers: options?.headers ?? {},
          ...(method === 'POST' && { body: options?.body ?? '' }),
        },
        { timeoutMs: REQUEST_MS, ...(signal !== undefined && { signal }) },
      );
    } catch (error) {
      throw this.#failed(isNetworkError(error) ? error.code : 'FAILED');
    }
    const { headers, status } = response;
    const body = parse(response.body);
    if (status === 429) {
      const answer = { headers, body: isRecord(body) ? body : {}, status };
      // MSAL would remember it, and answer the next request by itself, without saying why.
      throw refusal({ ...answer, body: { ...answer.body, error: 'too_many_requests' } });
    }
    const isRedirect = status >= 300 && status < 400;
    if (body === undefined || isRedirect) throw this.#failed(whyUnusable(response));
    this.lastFailure = undefined;
    return { headers: { ...headers }, body, status };
  }

  /** No answer, or none that the sign-in service can have given. MSAL lets its own errors through unchanged. */
  #failed(code: string): AuthError {
    this.lastFailure = code;
    return new AuthError(TRANSPORT_FAILED, '', code);
  }

  #isAborted(): boolean {
    return this.#options.signal?.aborted ?? false;
  }
}

const TRANSPORT_FAILED = 'transport_failed';

/** Why an answer is none of the sign-in service's, as a code. */
function whyUnusable({ status, cutShort, defect }: HttpResponse): string {
  if (status >= 500) return `HTTP_${status}`;
  if (defect === 'timeout') return 'TIMEOUT';
  return cutShort && defect === undefined ? 'CONNECTION_LOST' : UNREADABLE;
}

function isTransportFailure(error: unknown): boolean {
  return error instanceof AuthError && error.errorCode === TRANSPORT_FAILED;
}

/** What MSAL goes on polling after. */
const pending = (): Answer<unknown> => ({
  headers: {},
  body: { error: 'authorization_pending' },
  status: 400,
});

/** A refusal with everything in it: MSAL keeps only the word. */
function refusal({ body }: Answer<unknown>): ServerError {
  const facts = isRecord(body) ? body : {};
  const text = (name: string): string | undefined => {
    const value = facts[name];
    return typeof value === 'string' ? value : undefined;
  };
  const codes = facts['error_codes'];
  const first: unknown = Array.isArray(codes) ? codes[0] : undefined;
  return new ServerError(
    text('error') ?? 'no_device_code',
    text('correlation_id') ?? '',
    text('error_description'),
    text('suberror'),
    typeof first === 'number' || typeof first === 'string' ? String(first) : undefined,
  );
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
