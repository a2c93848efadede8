import type { HttpRequest, HttpResponse, HttpTransport } from '../../src/core/ports';

/** What a scripted server does with one request: an answer, an error to throw, or code that makes one of them. */
export type Step = HttpResponse | Error | ((request: HttpRequest, signal?: AbortSignal) => HttpResponse);

export function answer(
  status: number,
  body: unknown = '',
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body), cutShort: false };
}

/** Answers requests from a list, in order, and remembers them. A request too many is a bug of the test. */
export class ScriptedTransport implements HttpTransport {
  readonly requests: HttpRequest[] = [];
  readonly #steps: Step[];

  constructor(steps: readonly Step[]) {
    this.#steps = [...steps];
  }

  get unused(): number {
    return this.#steps.length;
  }

  async send(
    request: HttpRequest,
    options: { timeoutMs: number; signal?: AbortSignal },
  ): Promise<HttpResponse> {
    this.requests.push(request);
    const step = this.#steps.shift();
    if (step === undefined) throw new Error(`No answer was scripted for ${request.method} ${request.url}`);
    if (step instanceof Error) throw step;
    return await Promise.resolve(typeof step === 'function' ? step(request, options.signal) : step);
  }
}
