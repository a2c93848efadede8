import type { MiddlewareHandler } from 'hono';
import { BODY_LIMIT } from '../constants';
import type { AppEnv } from '../context';
import { decisions } from '../decisions';
import { GraphError } from '../errors';

/**
 * Reads the body once, as text, for the log and every handler. What is too large is refused by its Content-Length,
 * or as soon as the limit is passed. Hono's own `bodyLimit` cannot do this here: it needs the global Request to be
 * the server library's, and ours leaves the globals of its host alone.
 */
export const readBody: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (Number(c.req.header('content-length') ?? 0) > BODY_LIMIT) throw decisions.tooLarge.apply();
  const bytes = c.req.raw.body === null ? new Uint8Array() : await readUpTo(BODY_LIMIT, c.req.raw.body);
  try {
    c.env.exchange.bodyText = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new GraphError(400, 'BadRequest', 'The request body is not valid UTF-8.');
  }
  await next();
};

async function readUpTo(limit: number, body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // The stream is not cancelled when the limit is passed: that would close the connection before the answer.
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    size += value.length;
    if (size > limit) throw decisions.tooLarge.apply();
    chunks.push(value);
  }
}
