import type { BodyDefect, HttpResponse } from '../ports';
import { redact } from '../report/redact';
import type { Text } from '../text';

/** Graph's error, whichever of its shapes it came in. */
export interface GraphError {
  /** May be empty. */
  readonly code: string;
  /** For developers, not localised, may be empty. */
  readonly message: string;
  /** Codes of the nested inner errors, outermost first. */
  readonly innerCodes: readonly string[];
}

/** What a Graph answer says, as far as it can be read. */
export interface GraphReply {
  readonly status: number;
  /** The parsed body when it is JSON. */
  readonly json: unknown;
  /** Whether there was a body that is not JSON: a proxy's page, or an answer cut short. */
  readonly unreadableBody: boolean;
  /** What kept the body from being read, where something did. */
  readonly defect?: BodyDefect | 'cutShort';
  readonly error: GraphError | undefined;
  readonly etag: string | null;
  /** Seconds as sent, or an HTTP date. */
  readonly retryAfter: string | null;
  readonly requestId: string | null;
  readonly clientRequestId: string | null;
  readonly date: string | null;
  /** Why no other token could be had after this answer refused one. Not of the answer: found out afterwards. */
  readonly signInReason?: Text;
}

/**
 * Reads an answer. Never throws: a body that makes no sense is `unreadableBody`. Ids, dates and codes are kept in many
 * places, so what does not belong into them is taken out here; the message is for whoever knows the payload.
 */
export function readReply(response: HttpResponse): GraphReply {
  const { headers, status } = response;
  const json = parseJson(response.body);
  const error = status >= 400 ? readError(json) : undefined;
  const inner = innerOf(memberOf(json, 'error'));
  const named = (name: string): string | null => {
    const value = headers[name] ?? textOf(inner, name);
    return value === null ? null : redact(value);
  };
  return {
    status,
    json,
    unreadableBody: response.cutShort || (json === undefined && response.body.trim() !== ''),
    ...(response.cutShort && { defect: response.defect ?? ('cutShort' as const) }),
    error,
    etag: headers['etag'] ?? null,
    retryAfter: headers['retry-after'] ?? null,
    requestId: named('request-id'),
    clientRequestId: named('client-request-id'),
    date: named('date'),
  };
}

function readError(json: unknown): GraphError | undefined {
  const error = memberOf(json, 'error');
  if (error === undefined) return undefined;
  const innerCodes: string[] = [];
  for (let inner = innerOf(error); inner !== undefined && innerCodes.length < 10; inner = innerOf(inner)) {
    const code = textOf(inner, 'code');
    if (code !== null) innerCodes.push(redact(code));
  }
  return { code: redact(textOf(error, 'code') ?? ''), message: textOf(error, 'message') ?? '', innerCodes };
}

/** The wire says `innerError`, the reference says `innererror`. https://learn.microsoft.com/graph/errors */
function innerOf(error: unknown): unknown {
  return memberOf(error, 'innerError') ?? memberOf(error, 'innererror');
}

/** The member of an object when it is an object itself. */
function memberOf(value: unknown, name: string): unknown {
  const member = isRecord(value) ? value[name] : undefined;
  return isRecord(member) ? member : undefined;
}

function textOf(value: unknown, name: string): string | null {
  const member = isRecord(value) ? value[name] : undefined;
  return typeof member === 'string' ? member : null;
}

function parseJson(body: string): unknown {
  // Most answers to a write: not worth an exception.
  if (body === '') return undefined;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/** Whether parsed JSON is an object with members. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
