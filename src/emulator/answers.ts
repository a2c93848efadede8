import type { Context } from 'hono';
import type { AppEnv } from './context';

/** What Graph says about its JSON unless another metadata level is asked for. */
const CONTENT_TYPE =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

interface AnswerOptions {
  status?: 200 | 201 | 202;
  headers?: Record<string, string>;
}

/** A JSON answer as Graph makes it. */
export function jsonAnswer(
  c: Context<AppEnv>,
  body: Record<string, unknown>,
  { status = 200, headers = {} }: AnswerOptions = {},
): Response {
  return c.body(JSON.stringify(body), status, {
    'Content-Type': CONTENT_TYPE,
    'OData-Version': '4.0',
    ...headers,
  });
}

/** 204: no body, so no type either. */
export function emptyAnswer(c: Context<AppEnv>): Response {
  return c.body(null, 204);
}

/** `@odata.context`: `{origin}/{version}/$metadata#…`. */
export function contextUrl(c: Context<AppEnv>, fragment: string): string {
  const { origin, pathname } = new URL(c.req.url);
  return `${origin}/${pathname.split('/')[1] ?? ''}/$metadata#${fragment}`;
}
