import type { HttpRequest } from '../ports';

/** Graph takes no more. https://learn.microsoft.com/graph/json-batching */
export const MAX_PARTS = 20;

/** `virtualAppointment` exists in this version only, and a batch and its parts have the same one. */
const VERSION = '/beta';

/** Whether a request can be a part of a batch: those of another version cannot, nor can those to another host. */
export function isBatchable({ url }: HttpRequest): boolean {
  return new URL(url).pathname.startsWith(`${VERSION}/`);
}

/** The size of a part in the batch, about. */
export function partLength({ url, body = '' }: HttpRequest): number {
  // As UTF-8, a character of JavaScript has three bytes at most.
  return url.length + body.length * 3 + 1000;
}

/**
 * Puts requests together into one. The bodies stay the text that they are: parsing them would change big numbers.
 *
 * @param parts at least one and at most `MAX_PARTS`; their ids are their places
 */
export function batchRequest(parts: readonly HttpRequest[], clientRequestId: string): HttpRequest {
  const [first] = parts;
  if (first === undefined) throw new RangeError('A batch has at least one part.');
  return {
    method: 'POST',
    url: `${new URL(first.url).origin}${VERSION}/$batch`,
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'client-request-id': clientRequestId,
      Authorization: first.headers['Authorization'] ?? '',
    },
    body: `{"requests":[${parts.map(partText).join(',')}]}`,
  };
}

function partText({ method, url, headers, body }: HttpRequest, index: number): string {
  const { Authorization: _whole, ...own } = headers;
  const { pathname, search } = new URL(url);
  const facts = { id: String(index), method, url: pathname.slice(VERSION.length) + search, headers: own };
  const text = JSON.stringify(facts);
  return body === undefined ? text : `${text.slice(0, -1)},"body":${body}}`;
}
