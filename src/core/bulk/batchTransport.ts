import type { HttpRequest, HttpResponse, HttpTransport, IdSource } from '../ports';
import { batchReplies } from './batchReply';
import { batchRequest, isBatchable, MAX_PARTS, partLength } from './batchRequest';

interface Waiting {
  readonly request: HttpRequest;
  readonly timeoutMs: number;
  resolve(response: HttpResponse): void;
  reject(error: unknown): void;
}

/** Graph refuses requests above 4 MB; the rest is for what we cannot count here. */
const MAX_LENGTH = 3_500_000;

/**
 * A transport that sends the requests of several senders together. It sends a batch when it is full, or when every
 * sender that has entered waits for an answer, so nobody waits for a clock.
 */
export class BatchTransport implements HttpTransport {
  readonly #inner: HttpTransport;
  readonly #ids: IdSource;
  readonly #onPart: (response: HttpResponse) => void;
  #waiting: Waiting[] = [];
  #senders = 0;
  #onTheWay = 0;

  /** @param onPart told the answer to each part */
  constructor(inner: HttpTransport, ids: IdSource, onPart: (response: HttpResponse) => void) {
    this.#inner = inner;
    this.#ids = ids;
    this.#onPart = onPart;
  }

  /** A sender may send from now on, one request at a time. */
  enter(): void {
    this.#senders += 1;
  }

  /** It has no more to send. */
  leave(): void {
    this.#senders -= 1;
    this.#sendWhenAllWait();
  }

  async send(request: HttpRequest, options: { timeoutMs: number }): Promise<HttpResponse> {
    if (isBatchable(request) && partLength(request) <= MAX_LENGTH) {
      return await new Promise((resolve, reject) => {
        this.#waiting.push({ request, timeoutMs: options.timeoutMs, resolve, reject });
        if (this.#waiting.length >= MAX_PARTS) this.#sendWaiting();
        else this.#sendWhenAllWait();
      });
    }
    this.#onTheWay += 1;
    this.#sendWhenAllWait();
    try {
      return await this.#inner.send(request, options);
    } finally {
      this.#onTheWay -= 1;
    }
  }

  #sendWhenAllWait(): void {
    if (this.#waiting.length > 0 && this.#waiting.length + this.#onTheWay >= this.#senders)
      this.#sendWaiting();
  }

  #sendWaiting(): void {
    while (this.#waiting.length > 0) void this.#sendParts(this.#takeParts());
  }

  #takeParts(): Waiting[] {
    let length = 0;
    let count = 0;
    for (const { request } of this.#waiting) {
      length += partLength(request);
      if (length > MAX_LENGTH || count === MAX_PARTS) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #sendParts(parts: readonly Waiting[]): Promise<void> {
    this.#onTheWay += parts.length;
    try {
      const request = batchRequest(
        parts.map((part) => part.request),
        this.#ids.uuid(),
      );
      const timeoutMs = Math.max(...parts.map((part) => part.timeoutMs));
      const replies = batchReplies(await this.#inner.send(request, { timeoutMs }), parts.length);
      this.#onTheWay -= parts.length;
      for (const reply of replies) this.#onPart(reply);
      parts.forEach((part, index) => {
        part.resolve(replies[index] as HttpResponse);
      });
    } catch (error) {
      this.#onTheWay -= parts.length;
      // Without an answer, what is known of the batch is known of each part.
      for (const part of parts) part.reject(error);
    }
  }
}
