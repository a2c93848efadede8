import type { HttpResponse } from '../ports';
import { isRecord } from '../graph/reply';

/** Stands for the answer to a part that nothing can be said about: whether it was carried out is not known. */
function noAnswer(whole: HttpResponse): HttpResponse {
  const { cutShort, defect } = whole;
  return {
    status: 200,
    headers: idHeaders(whole),
    body: '',
    cutShort: true,
    ...(!cutShort ? { defect: 'missing' } : defect !== undefined && { defect }),
  };
}

/**
 * Takes a batch's answer apart. An answer that refuses the batch refuses every part; in one that accepts it, parts are
 * found by their ids, in whatever order. A part that is missing, comes twice or makes no sense has no answer.
 *
 * @returns an answer for each of `count` parts
 */
export function batchReplies(response: HttpResponse, count: number): HttpResponse[] {
  const { status } = response;
  // Wherever the batch was redirected or refused, or its answer broke off: for each part that is the answer.
  if (status < 200 || status >= 300) return Array.from({ length: count }, () => response);
  const found = new Map<string, HttpResponse | undefined>();
  for (const part of partsOf(response)) {
    const id = idOf(part);
    // Two answers to one request: whichever is true, one of them is not.
    if (id !== undefined) found.set(id, found.has(id) ? undefined : readPart(part, response));
  }
  return Array.from({ length: count }, (_, index) => found.get(String(index)) ?? noAnswer(response));
}

function partsOf({ body, cutShort }: HttpResponse): readonly unknown[] {
  if (cutShort) return [];
  try {
    const json: unknown = JSON.parse(body);
    return isRecord(json) && Array.isArray(json['responses']) ? json['responses'] : [];
  } catch {
    return [];
  }
}

function idOf(part: unknown): string | undefined {
  const id = isRecord(part) ? part['id'] : undefined;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

function readPart(part: unknown, whole: HttpResponse): HttpResponse | undefined {
  if (!isRecord(part)) return undefined;
  const { status, headers, body } = part;
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 100 || status > 599)
    return undefined;
  return {
    status,
    headers: { ...idHeaders(whole), ...textHeaders(headers) },
    body: body === undefined || body === null ? '' : JSON.stringify(body),
    cutShort: false,
  };
}

/** What support needs to find the part, when it has no ids of its own. */
function idHeaders({ headers }: HttpResponse): Record<string, string> {
  return Object.fromEntries(
    ['request-id', 'client-request-id', 'date'].flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function textHeaders(headers: unknown): Record<string, string> {
  if (!isRecord(headers)) return {};
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name.toLowerCase(), String(value)]] : [],
    ),
  );
}
